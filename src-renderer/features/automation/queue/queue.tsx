/** The queue: what runs, what waits and why, and the limits that it goes by. */
import { useQuery } from '@tanstack/react-query';
import { ListOrdered } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../app/queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import { Section } from '../../../components/page.tsx';
import classes from '../automation.module.css';
import { Limits } from './limits.tsx';
import { MemoryBar } from './memory-bar.tsx';
import { QueueRow } from './queue-row.tsx';

export function Queue() {
  const { t } = useTranslation('automation');
  const queue = useQuery(queries.queue.list());
  if (queue.error) return <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />;
  if (!queue.data) return <TableSkeleton rows={4} />;
  const { runs, memory, steps, limits } = queue.data;
  const forMemory = steps.filter(({ waitsFor }) => waitsFor === 'memory').length;
  return (
    <div className={classes.columns}>
      <div>
        <MemoryBar memory={memory} />
        {steps.length > 0 && <p className={classes.quiet}>{t('queue.steps', { count: steps.length, memory: forMemory })}</p>}
        {runs.length === 0 ? (
          <EmptyState icon={ListOrdered} title={t('queue.empty')}>
            {t('queue.emptyText')}
          </EmptyState>
        ) : (
          <table className={classes.queue} aria-label={t('tab.fila')}>
            <thead>
              <tr>
                <th scope="col">{t('queue.place')}</th>
                <th scope="col">{t('column.pipeline')}</th>
                <th scope="col">{t('queue.state')}</th>
                <th scope="col">{t('queue.priority')}</th>
                <th scope="col">
                  <span className={classes.hidden}>{t('queue.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <QueueRow key={run.runId} run={run} highest={Math.max(...runs.map(({ priority }) => priority))} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Section title={t('limits.title')} id="limits">
        <Limits key={JSON.stringify(limits)} limits={limits} memory={memory} />
      </Section>
    </div>
  );
}
