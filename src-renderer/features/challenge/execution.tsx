/** The graph as it is planned, then as it runs; below it the line of time; above both, what went wrong and where. */
import { Button } from '@mantine/core';
import { CircleDot, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ErrorData, Failure, PipelinePlan } from '#contract';
import { api } from '../../app/client.ts';
import { failureOf } from '../../app/errors.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Dag } from '../../components/run/dag.tsx';
import { Gantt } from '../../components/run/gantt.tsx';
import { PausedBar } from '../../components/run/paused-bar.tsx';
import { dagOfPlan, dagOfRun } from '../../components/run/steps.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration } from '../../lib/format.ts';
import classes from './challenge.module.css';
import { OtherFaults } from './other-faults.tsx';
import type { Bench } from './use-bench.ts';

interface Props {
  bench: Bench;
  plan: PipelinePlan | undefined;
  stepId: string | null;
  onStep(id: string): void;
}

export function Execution({ bench, plan, stepId, onStep }: Props) {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const { draft, breakpoints } = bench;
  // While the pipeline is being written, what it would be is seen; the run comes back with the next start.
  const run = draft.plan ? undefined : bench.run.value;
  const cancel = useAction((runId: string) => api.pipelines.cancel({ runId }));
  const planned = draft.plan ?? plan;
  const steps = run ? dagOfRun(run.steps) : planned ? dagOfPlan(planned, breakpoints.steps) : [];
  const chosen = steps.find(({ id }) => id === stepId);
  const failure =
    refusal(bench) ?? (draft.isStale ? draft.judged?.problem : undefined) ?? run?.steps.find(({ id }) => id === stepId)?.error ?? run?.error ?? null;
  return (
    <div className={classes.execution}>
      {failure && (
        <div className={classes.failure}>
          <FailureNote failure={failure}>
            <OpenPlace data={failure.data} bench={bench} />
            <OtherFaults failure={failure} onOpen={bench.open} />
          </FailureNote>
        </div>
      )}
      {run && (
        <p className={classes.runLine}>
          <StatusBadge status={run.status} />
          {run.endedAt !== null && <span className="tabular">{formatDuration(run.durationMs, locale)}</span>}
          {run.endedAt === null && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<Square size={11} />}
              loading={cancel.isPending}
              onClick={() => cancel.mutate(run.runId)}
            >
              {t('common:cancel')}
            </Button>
          )}
          <Link href={paths.run(run.runId)}>{t('happening.open')}</Link>
        </p>
      )}
      {run && <PausedBar run={run} onSelect={onStep} />}
      {draft.plan && (
        <p className={classes.quiet} role="status">
          {t(draft.isStale ? 'draft.stale' : 'draft.live')}{' '}
          {bench.run.value && (
            <button type="button" className={classes.link} onClick={draft.rest}>
              {t('draft.back')}
            </button>
          )}
        </p>
      )}
      {steps.length > 0 && <Dag steps={steps} selectedId={stepId} onSelect={onStep} direction="TB" />}
      {chosen && (!run || run.endedAt !== null) && (
        <p className={classes.breakpoint}>
          <Button
            size="compact-xs"
            variant={breakpoints.steps.has(chosen.stepId) ? 'light' : 'default'}
            aria-pressed={breakpoints.steps.has(chosen.stepId)}
            leftSection={<CircleDot size={12} />}
            onClick={() => breakpoints.toggle(chosen.stepId)}
          >
            {t('pauseBefore', { step: chosen.stepId })}
          </Button>
        </p>
      )}
      {run ? (
        <div className={classes.gantt}>
          <Gantt run={run} selectedId={stepId} onSelect={onStep} />
        </div>
      ) : (
        !draft.plan && <p className={classes.quiet}>{t('happening.noRunText')}</p>
      )}
    </div>
  );
}

/** A start that was refused has no run: the error itself names file and line. */
function refusal({ run }: Bench): Failure | null {
  return run.refused === null ? null : failureOf(run.refused);
}

function OpenPlace({ data, bench }: { data: ErrorData; bench: Bench }) {
  const { t } = useTranslation('challenge');
  if (typeof data.file !== 'string') return null;
  const { file } = data;
  const line = typeof data.line === 'number' ? data.line : null;
  return (
    <Button size="compact-xs" variant="default" onClick={() => bench.open(file, line)}>
      {line ? t('happening.place', { file, line }) : t('happening.placeFile', { file })}
    </Button>
  );
}
