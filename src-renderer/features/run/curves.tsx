/** How metrics went while the run lasted: a chart for each that was logged more than once, one crosshair for all. */
import { useQueries } from '@tanstack/react-query';
import { ChartLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../app/queries.ts';
import { LineChart } from '../../components/chart/line-chart.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { pointsOf } from './points.ts';
import classes from './run.module.css';

export function Curves({ runId, metrics }: { runId: string; metrics: readonly string[] }) {
  const { t } = useTranslation('run');
  const histories = useQueries({ queries: metrics.map((key) => queries.tracking.history({ runId, key })) });
  const failed = histories.find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (histories.some(({ isPending }) => isPending)) return <BoxSkeleton height={240} />;
  const drawn = metrics.flatMap((key, index) => {
    const history = histories[index]?.data ?? [];
    return history.length > 1 ? [{ key, ...pointsOf(history) }] : [];
  });
  if (drawn.length === 0)
    return (
      <EmptyState icon={ChartLine} title={t('curves.empty')}>
        {t('curves.emptyText')}
      </EmptyState>
    );
  return (
    <div className={classes.curves}>
      {drawn.map(({ key, points, time }) => (
        <LineChart
          key={key}
          title={key}
          series={[{ label: key, points }]}
          xLabel={time ? t('curves.time') : t('curves.step')}
          time={time}
          sync={`run.${runId}.${time ? 'time' : 'step'}`}
        />
      ))}
    </div>
  );
}
