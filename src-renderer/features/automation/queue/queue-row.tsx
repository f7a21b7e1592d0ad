import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { QueuedRun } from '#contract';
import { api } from '../../../app/client.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import classes from '../automation.module.css';
import { useTriggerWords } from '../use-words.ts';

const levels = [-10, 0, 10] as const;

/** One run of the queue: its place, why it waits, and what can be done about it. */
export function QueueRow({ run, highest }: { run: QueuedRun; highest: number }) {
  const { t } = useTranslation('automation');
  const { reason } = useTriggerWords();
  const { runId, pipeline, trigger, place, priority, tags } = run;
  const prioritise = useAction((value: number) => api.queue.prioritise({ runId, priority: value }));
  const cancel = useAction(() => api.pipelines.cancel({ runId }));
  const known = levels.some((level) => level === priority);
  return (
    <tr>
      <td className="tabular">{place ?? '—'}</td>
      <td>
        <Link href={paths.run(runId)}>{pipeline}</Link>
        <p className={classes.quiet}>{[trigger ?? t('queue.byHand'), ...tags.map((tag) => `#${tag}`)].join(' · ')}</p>
      </td>
      <td>
        {place === null ? (
          <StatusBadge status="running" />
        ) : (
          <StatusBadge status="waiting" label={run.reason ? reason(run.reason) : t('reason.core')} />
        )}
      </td>
      <td>
        {place === null ? (
          '—'
        ) : (
          <NativeSelect
            size="xs"
            w={120}
            aria-label={t('queue.priorityOf', { name: pipeline })}
            value={String(priority)}
            data={[
              ...levels.map((level) => ({ value: String(level), label: t(`priority.${level === 0 ? 'normal' : level < 0 ? 'low' : 'high'}`) })),
              ...(known ? [] : [{ value: String(priority), label: String(priority) }]),
            ]}
            onChange={(event) => prioritise.mutate(Number(event.currentTarget.value))}
          />
        )}
      </td>
      <td className={classes.rowActions}>
        {place !== null && place > 1 && (
          <Button size="compact-xs" variant="default" onClick={() => prioritise.mutate(Math.min(100, highest + 1))}>
            {t('queue.first')}
          </Button>
        )}
        <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('queue.cancel')}
        </Button>
      </td>
    </tr>
  );
}
