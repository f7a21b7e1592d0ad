/** Where the run stands paused, and how it goes on. */
import { Button } from '@mantine/core';
import { Pause, Play, SkipForward, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PipelineRun } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import { shortName } from '../../../components/run/steps.ts';
import classes from './debug.module.css';

interface Props {
  run: PipelineRun;
  onSelect(id: string): void;
}

export function PausedBar({ run, onSelect }: Props) {
  const { t } = useTranslation('lab');
  const paused = run.steps.filter(({ status }) => status === 'paused');
  const release = useAction((next: 'continue' | 'step') => api.debug.release({ runId: run.runId, next }));
  const stop = useAction(() => api.pipelines.cancel({ runId: run.runId }));
  if (paused.length === 0 || run.endedAt !== null) return null;
  return (
    <section className={classes.bar} aria-label={t('debug.title')} data-testid="paused">
      <Pause size={16} aria-hidden="true" />
      <p>
        {t('debug.pausedBefore', { count: paused.length })}{' '}
        {paused.map(({ id }) => (
          <button key={id} type="button" onClick={() => onSelect(id)}>
            {shortName(id)}
          </button>
        ))}
      </p>
      <span className={classes.buttons}>
        <Button size="xs" leftSection={<Play size={13} />} loading={release.isPending} onClick={() => release.mutate('continue')}>
          {t('debug.continue')}
        </Button>
        <Button size="xs" variant="default" leftSection={<SkipForward size={13} />} onClick={() => release.mutate('step')}>
          {t('debug.step')}
        </Button>
        <Button size="xs" variant="default" leftSection={<Square size={12} />} loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('debug.stop')}
        </Button>
      </span>
    </section>
  );
}
