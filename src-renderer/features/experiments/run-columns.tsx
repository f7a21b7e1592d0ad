/** The columns of the table of runs. Their ids are what a person types in the filter: `roc_auc>0.6`, `algoritmo:mlp`. */
import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table/data-table.tsx';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { metricValue } from '../../lib/metric-value.ts';
import type { ColumnChoice } from './columns.ts';
import classes from './experiments.module.css';
import { durationOf, type RunRow } from './rows.ts';

interface Options {
  choice: ColumnChoice;
  /** Null where all runs are of one experiment. */
  experimentNames: ReadonlyMap<string, string> | null;
  ticked: readonly string[];
  onTick: ((runId: string) => void) | undefined;
}

export function useRunColumns({ choice, experimentNames, ticked, onTick }: Options): Column<RunRow>[] {
  const { t } = useTranslation(['experiments', 'common']);
  const { locale } = useLocale();
  return useMemo((): Column<RunRow>[] => {
    const nameOf = (row: RunRow) => experimentNames?.get(row.run.experimentId) ?? '—';
    const experiment: Column<RunRow>[] = experimentNames
      ? [{ id: t('column.experiment'), header: t('column.experiment'), width: 150, cell: nameOf, value: nameOf }]
      : [];
    const tick: Column<RunRow>[] = onTick
      ? [
          {
            id: 'compare',
            header: '',
            width: 44,
            cell: ({ run }) => (
              <Checkbox
                size="xs"
                aria-label={t('compare.tick', { name: run.name })}
                checked={ticked.includes(run.runId)}
                onClick={(event) => event.stopPropagation()}
                onChange={() => onTick(run.runId)}
              />
            ),
          },
        ]
      : [];
    return [
      ...tick,
      {
        id: t('column.name'),
        header: t('column.name'),
        width: 272,
        cell: ({ run, depth }) => (
          <span className={classes.runName} style={{ paddingLeft: depth * 16 }}>
            {depth > 0 && <span aria-hidden="true">└ </span>}
            <Link href={paths.experimentRun(run.runId)} onClick={(event) => event.stopPropagation()}>
              {run.name}
            </Link>
          </span>
        ),
        value: ({ run }) => run.name,
      },
      ...experiment,
      {
        id: t('column.status'),
        header: t('column.status'),
        width: 132,
        cell: ({ run }) => <StatusBadge status={run.status} />,
        value: ({ run }) => t(`common:status.${run.status}`),
      },
      ...choice.metrics.map(
        (key): Column<RunRow> => ({
          id: key,
          header: key,
          width: widthFor(key),
          align: 'right',
          cell: ({ run }) => {
            const value = metricValue(run.metrics[key]);
            return value === null ? '—' : formatNumber(value, locale);
          },
          value: ({ run }) => metricValue(run.metrics[key]),
        }),
      ),
      ...choice.params.map((key): Column<RunRow> => paramColumn(key, choice.metrics.includes(key))),
      {
        id: t('column.started'),
        header: t('column.started'),
        width: 110,
        cell: ({ run }) => formatInstant(run.startTime, locale),
        value: ({ run }) => run.startTime,
      },
      {
        id: t('column.duration'),
        header: t('column.duration'),
        width: 90,
        align: 'right',
        cell: ({ run }) => {
          const duration = durationOf(run);
          return duration === null ? '—' : formatDuration(duration, locale);
        },
        value: ({ run }) => durationOf(run),
      },
    ];
  }, [t, locale, choice, experimentNames, ticked, onTick]);
}

/** A param and a metric may have one name. Params that are numbers are ordered and filtered as numbers. */
function paramColumn(key: string, taken: boolean): Column<RunRow> {
  const read = ({ run }: RunRow) => {
    const text = run.params[key];
    if (text === undefined) return null;
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  };
  return {
    id: taken ? `param.${key}` : key,
    header: key,
    width: Math.max(140, widthFor(key)),
    cell: ({ run }) => run.params[key] ?? '—',
    value: read,
  };
}

function widthFor(key: string): number {
  return Math.max(96, Math.min(220, 36 + key.length * 7));
}
