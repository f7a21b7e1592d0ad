/** Where the run stands paused, and how it goes on. */
import { Button } from '@mantine/core';
import { Pause, Play, SkipForward, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PipelineRun } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './paused-bar.module.css';
import { shortName } from './steps.ts';

interface Props {
  run: PipelineRun;
  onSelect(id: string): void;
}

export function PausedBar({ run, onSelect }: Props) {
  const { t } = useTranslation('common');
  const paused = run.steps.filter(({ status }) => status === 'paused');
  const release = useAction((next: 'continue' | 'step') => api.debug.release({ runId: run.runId, next }));
  const stop = useAction(() => api.pipelines.cancel({ runId: run.runId }));
  if (paused.length === 0 || run.endedAt !== null) return null;
  return (
    <section className={classes.bar} aria-label={t('paused.title')} data-testid="paused">
      <Pause size={16} aria-hidden="true" />
      <p>
        {t('paused.pausedBefore', { count: paused.length })}{' '}
        {paused.map(({ id }) => (
          <button key={id} type="button" onClick={() => onSelect(id)}>
            {shortName(id)}
          </button>
        ))}
      </p>
      <span className={classes.buttons}>
        <Button size="xs" leftSection={<Play size={13} />} loading={release.isPending} onClick={() => release.mutate('continue')}>
          {t('paused.continue')}
        </Button>
        <Button size="xs" variant="default" leftSection={<SkipForward size={13} />} onClick={() => release.mutate('step')}>
          {t('paused.step')}
        </Button>
        <Button size="xs" variant="default" leftSection={<Square size={12} />} loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('paused.stop')}
        </Button>
      </span>
    </section>
  );
}
