/** The columns of the list of runs: what ran, how it ended, and the metrics that these runs logged. */
import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RunSummary } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table/data-table.tsx';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { StepCounts } from './step-counts.tsx';

/** More columns than this hide more than they show. */
const mostMetrics = 4;

export function useRunColumns(runs: readonly RunSummary[], chosen: readonly string[], onChoose: (runId: string) => void): Column<RunSummary>[] {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const metrics = commonMetrics(runs).join('\n');
  return useMemo(
    () => [
      {
        id: 'compare',
        header: '',
        width: 40,
        cell: (run) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the row from opening
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box itself answers the keys
          <span onClick={(event) => event.stopPropagation()}>
            <Checkbox
              size="xs"
              aria-label={t('compare.choose', { name: run.pipeline, at: formatInstant(run.startedAt, locale) })}
              checked={chosen.includes(run.runId)}
              onChange={() => onChoose(run.runId)}
            />
          </span>
        ),
      },
      {
        id: t('column.pipeline'),
        header: t('column.pipeline'),
        width: 160,
        cell: (run) => <Link href={paths.run(run.runId)}>{isCheckRun(run) ? t('ofCheck', { name: challengeOf(run) }) : run.pipeline}</Link>,
        value: (run) => run.pipeline,
      },
      {
        id: t('column.status'),
        header: t('column.status'),
        width: 130,
        cell: (run) => <StatusBadge status={run.status} />,
        value: (run) => t(`common:status.${run.status}`),
      },
      { id: t('column.steps'), header: t('column.steps'), width: 176, cell: (run) => <StepCounts counts={run.counts} /> },
      {
        id: t('column.started'),
        header: t('column.started'),
        width: 130,
        cell: (run) => formatInstant(run.startedAt, locale),
        value: (run) => run.startedAt,
      },
      {
        id: t('column.duration'),
        header: t('column.duration'),
        width: 100,
        align: 'right',
        cell: (run) => (run.endedAt === null ? '—' : formatDuration(run.durationMs, locale)),
        value: (run) => run.durationMs,
      },
      ...metrics
        .split('\n')
        .filter(Boolean)
        .map(
          (key): Column<RunSummary> => ({
            id: key,
            header: key,
            width: 110,
            align: 'right',
            cell: (run) => {
              const value = run.metrics[key];
              return value === undefined ? '—' : formatNumber(value, locale);
            },
            value: (run) => run.metrics[key] ?? null,
          }),
        ),
      {
        id: t('column.solution'),
        header: t('column.solution'),
        width: 170,
        cell: (run) => t(`common:solution.${run.solution}`),
        value: (run) => t(`common:solution.${run.solution}`),
      },
      {
        id: t('column.engine'),
        header: t('column.engine'),
        width: 140,
        cell: (run) => t(`common:engine.${run.engine}`),
        value: (run) => t(`common:engine.${run.engine}`),
      },
    ],
    [t, locale, metrics, chosen, onChoose],
  );
}

/** The metrics that most runs have, in the order in which they were logged. */
export function commonMetrics(runs: readonly Pick<RunSummary, 'metrics'>[]): string[] {
  const counts = new Map<string, number>();
  for (const run of runs) for (const key of Object.keys(run.metrics)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostMetrics)
    .map(([key]) => key);
}
