/** Dados: every data set with its current version, how much it takes, and how much is saved by storing the same bytes once. */
import { useQuery } from '@tanstack/react-query';
import { Database } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Garbage } from './garbage/garbage.tsx';
import { ImportData } from './import/import-data.tsx';
import { SetsTable } from './sets-table.tsx';

export default function DataPage() {
  const { t } = useTranslation('data');
  const sets = useQuery(queries.datasets.list());
  useCrumbs([{ label: t('title') }]);
  const isBare = sets.data?.every(({ shipped }) => shipped !== null) ?? false;
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Garbage />
          <ImportData />
        </>
      }
    >
      {sets.error && <ErrorState error={sets.error} onRetry={() => void sets.refetch()} />}
      {sets.isPending && <TableSkeleton rows={3} rowHeight={36} />}
      {sets.data && sets.data.length > 0 && <SetsTable sets={sets.data} />}
      {isBare && (
        <EmptyState icon={Database} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
    </Page>
  );
}
