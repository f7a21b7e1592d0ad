/** What a person may say of a step: pause before it, keep its last good results, run it every time. */
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CircleDot, Repeat, Snowflake, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CacheMode, PipelineRun, StepRun } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { isCheckRun } from '../../lib/check-run.ts';
import classes from './lab.module.css';

const icons = { on: Zap, off: Repeat, frozen: Snowflake } as const;

export function StepMarks({ run, step }: { run: PipelineRun; step: StepRun }) {
  const { t } = useTranslation('lab');
  const [, go] = useLocation();
  const { runId, pipeline } = run;
  const mark = useAction((on: boolean) => api.debug.setBreakpoint({ runId, step: step.id, on }));
  const keep = useAction((cache: CacheMode) => api.authoring.setCache({ pipeline, step: step.stepId, cache }));
  const force = useAction(() => api.pipelines.rerun({ runId, mode: 'from', step: step.id }), { onSuccess: (next) => go(paths.run(next.runId)) });
  const canPause = run.endedAt === null && step.status === 'pending';
  const isOwn = run.solution === 'workspace' && !isCheckRun(run);
  // A run keeps what it began with; what is chosen here holds for the next ones.
  const plan = useQuery({ ...queries.pipelines.plan({ pipeline }), enabled: isOwn, retry: false });
  const cache = plan.data?.steps.find(({ stepId }) => stepId === step.stepId)?.cache ?? step.cache;
  const Icon = icons[cache];
  // It acts outside of the run.
  const hasEffects = !['run', 'expect', 'features'].includes(step.kind);
  const breakpoint = step.debug?.breakpoint ?? false;
  return (
    <div className={classes.marks}>
      {canPause && (
        <Button
          size="compact-xs"
          variant={breakpoint ? 'light' : 'default'}
          aria-pressed={breakpoint}
          leftSection={<CircleDot size={12} />}
          loading={mark.isPending}
          onClick={() => mark.mutate(!breakpoint)}
        >
          {t('mark.pause')}
        </Button>
      )}
      {isOwn && (
        <Menu position="bottom-start" width={300}>
          <Menu.Target>
            <Button size="compact-xs" variant="default" leftSection={<Icon size={12} />} loading={keep.isPending}>
              {t(`mark.cache.${cache}`)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('mark.cacheLabel')}</Menu.Label>
            {(['on', 'frozen', 'off'] as const).map((mode) => {
              const Each = icons[mode];
              return (
                <Menu.Item key={mode} leftSection={<Each size={14} />} disabled={mode === 'frozen' && hasEffects} onClick={() => keep.mutate(mode)}>
                  {t(`mark.choose.${mode}`)}
                  {mode === 'frozen' && hasEffects && <small className={classes.why}>{t('mark.effects')}</small>}
                </Menu.Item>
              );
            })}
            {run.endedAt !== null && cache !== 'frozen' && (
              <>
                <Menu.Divider />
                <Menu.Item onClick={() => force.mutate()}>{t('mark.force')}</Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
