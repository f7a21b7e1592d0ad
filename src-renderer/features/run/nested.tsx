/** The runs inside a run, with the metrics and the params that tell them apart. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { TrackedRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { metricValue } from '../../lib/metric-value.ts';
import { nestedKeys } from './nested-keys.ts';

export function Nested({ runs }: { runs: readonly TrackedRun[] }) {
  const { t } = useTranslation(['run', 'common']);
  const { locale } = useLocale();
  const [, go] = useLocation();
  const columns = useMemo((): Column<TrackedRun>[] => {
    const { metrics, params } = nestedKeys(runs);
    return [
      {
        id: t('column.name'),
        header: t('column.name'),
        width: 240,
        cell: ({ runId, name }) => (
          <Link href={paths.experimentRun(runId)} onClick={(event) => event.stopPropagation()}>
            {name}
          </Link>
        ),
        value: ({ name }) => name,
      },
      {
        id: t('column.status'),
        header: t('column.status'),
        width: 132,
        cell: ({ status }) => <StatusBadge status={status} />,
        value: ({ status }) => t(`common:status.${status}`),
      },
      ...metrics.map((key): Column<TrackedRun> => {
        const read = (run: TrackedRun) => metricValue(run.metrics[key]);
        return {
          id: `metric.${key}`,
          header: key,
          width: 120,
          align: 'right',
          value: read,
          cell: (run) => {
            const value = read(run);
            return value === null ? '—' : formatNumber(value, locale);
          },
        };
      }),
      ...params.map(
        (key): Column<TrackedRun> => ({
          id: `param.${key}`,
          header: key,
          width: 140,
          cell: (run) => run.params[key] ?? '—',
          value: (run) => run.params[key] ?? null,
        }),
      ),
      {
        id: t('column.started'),
        header: t('column.started'),
        width: 110,
        cell: ({ startTime }) => formatInstant(startTime, locale),
        value: ({ startTime }) => startTime,
      },
      {
        id: t('column.duration'),
        header: t('column.duration'),
        width: 90,
        align: 'right',
        cell: ({ startTime, endTime }) => (endTime === null ? '—' : formatDuration(endTime - startTime, locale)),
        value: ({ startTime, endTime }) => (endTime === null ? null : endTime - startTime),
      },
    ];
  }, [runs, t, locale]);
  return (
    <DataTable
      label={t('runs')}
      rows={runs}
      columns={columns}
      rowId={({ runId }) => runId}
      onOpen={({ runId }) => go(paths.experimentRun(runId))}
      filterable
      maxHeight="60vh"
    />
  );
}
