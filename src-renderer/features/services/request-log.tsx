/** The requests that the service captured, newest first. */
import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CapturedRequest, Endpoint } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatDuration, formatInstant } from '../../lib/format.ts';

export function RequestLog({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('services');
  const { locale } = useLocale();
  const requests = useQuery(queries.serving.requests({ name: endpoint.name, limit: 500 }));
  const columns = useMemo((): Column<CapturedRequest>[] => {
    const field = (name: string): Column<CapturedRequest> => ({
      id: name,
      header: name,
      width: 120,
      cell: ({ row }) => text(row?.[name]),
      value: ({ row }) => text(row?.[name]),
    });
    return [
      { id: t('request.at'), header: t('request.at'), width: 110, cell: ({ at }) => formatInstant(at, locale), value: ({ at }) => at },
      {
        id: t('request.status'),
        header: t('request.status'),
        width: 80,
        align: 'right',
        cell: ({ status }) => status,
        value: ({ status }) => status,
      },
      {
        id: t('request.ms'),
        header: t('request.ms'),
        width: 90,
        align: 'right',
        cell: ({ ms }) => formatDuration(ms, locale),
        value: ({ ms }) => ms,
      },
      { id: t('request.route'), header: t('request.route'), width: 120, cell: ({ route }) => route, value: ({ route }) => route },
      {
        id: t('request.label'),
        header: t('request.label'),
        width: 120,
        cell: ({ label, error }) => label ?? error ?? '—',
        value: ({ label, error }) => label ?? error,
      },
      ...endpoint.signature.map(({ name }) => field(name)),
    ];
  }, [t, locale, endpoint.signature]);
  if (requests.error) return <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />;
  if (!requests.data) return <TableSkeleton rows={6} />;
  return (
    <DataTable
      label={t('tab.requests')}
      rows={requests.data}
      columns={columns}
      rowId={({ id, at }) => `${id}-${at}`}
      filterable
      maxHeight="calc(100vh - 420px)"
      empty={
        <EmptyState icon={Inbox} title={t('request.empty')}>
          {t('request.emptyText')}
        </EmptyState>
      }
    />
  );
}

function text(value: unknown): string {
  return value === null || value === undefined ? '—' : String(value);
}
