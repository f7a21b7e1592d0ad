/** AutoML: the searches of this lab, a new one, and one of them with its leaderboard and what it teaches. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus, Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { SearchList } from './search-list.tsx';
import { SearchView } from './search-view.tsx';
import { StartForm } from './start-form.tsx';

export default function AutomlPage() {
  const { t } = useTranslation('automl');
  const { searchId } = useParams<{ searchId?: string }>();
  const [, go] = useLocation();
  const [isStarting, setStarting] = useState(false);
  const searches = useQuery(queries.automl.list({ limit: 50 }));
  const one = searches.data?.find((each) => each.searchId === searchId);
  useCrumbs(searchId ? [{ label: t('title'), href: paths.automl() }, { label: one?.name ?? searchId }] : [{ label: t('title') }]);
  if (searchId !== undefined) return <SearchView searchId={searchId} />;
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button size="xs" leftSection={<Plus size={14} />} onClick={() => setStarting(!isStarting)} aria-expanded={isStarting}>
          {t('new')}
        </Button>
      }
    >
      {isStarting && <StartForm onStarted={(id) => go(paths.automl(id))} />}
      {searches.error && <ErrorState error={searches.error} onRetry={() => void searches.refetch()} />}
      {searches.isPending && <TableSkeleton rows={4} rowHeight={36} />}
      {searches.data?.length === 0 && !isStarting && (
        <EmptyState icon={Sparkles} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {searches.data && searches.data.length > 0 && <SearchList searches={searches.data} />}
    </Page>
  );
}
