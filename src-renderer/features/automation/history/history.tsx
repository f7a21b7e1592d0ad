/** Every firing, newest first: when, by what, and what became of it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { History as HistoryIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Firing } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import { formatInstant } from '../../../lib/format.ts';
import { FiringOutcome } from './firing-outcome.tsx';

export function History() {
  const { t } = useTranslation('automation');
  const [, go] = useLocation();
  const history = useQuery(queries.triggers.history({ limit: 1000 }));
  const columns = useFiringColumns();
  if (history.error) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <TableSkeleton rows={8} />;
  return (
    <DataTable
      label={t('tab.historico')}
      rows={history.data}
      columns={columns}
      rowId={(firing) => String(firing.id)}
      onOpen={(firing) => firing.runId !== null && go(paths.run(firing.runId))}
      filterable
      maxHeight="calc(100vh - 300px)"
      empty={
        <EmptyState
          icon={HistoryIcon}
          title={t('history.empty')}
          action={
            <Button component={Link} href={paths.automation()} variant="default">
              {t('tab.gatilhos')}
            </Button>
          }
        >
          {t('history.emptyText')}
        </EmptyState>
      }
    />
  );
}

function useFiringColumns(): Column<Firing>[] {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  return useMemo(
    () => [
      { id: t('column.trigger'), header: t('column.trigger'), width: 150, cell: (row) => row.trigger, value: (row) => row.trigger },
      { id: t('column.due'), header: t('column.due'), width: 120, cell: (row) => formatInstant(row.dueAt, locale), value: (row) => row.dueAt },
      {
        id: t('column.outcome'),
        header: t('column.outcome'),
        width: 290,
        cell: (row) => <FiringOutcome firing={row} whole />,
        value: (row) => `${row.outcome} ${row.run?.status ?? ''}`,
      },
      {
        id: t('column.cause'),
        header: t('column.cause'),
        width: 180,
        cell: (row) => [t(`cause.${row.cause.kind}`), row.cause.subject, row.cause.late ? t('late') : ''].filter(Boolean).join(' · '),
        value: (row) => `${row.cause.kind} ${row.cause.subject ?? ''}`,
      },
      {
        id: t('column.occasions'),
        header: t('column.occasions'),
        width: 88,
        align: 'right',
        cell: (row) => row.occasions.toLocaleString(locale),
        value: (row) => row.occasions,
      },
      { id: t('column.pipeline'), header: t('column.pipeline'), width: 140, cell: (row) => row.pipeline, value: (row) => row.pipeline },
      {
        id: t('column.params'),
        header: t('column.params'),
        width: 160,
        cell: (row) =>
          Object.entries(row.params)
            .map(([name, value]) => `${name}=${value}`)
            .join(' ') || '—',
      },
    ],
    [t, locale],
  );
}
