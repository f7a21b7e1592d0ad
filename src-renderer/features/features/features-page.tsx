/** Feature store: the stores of this lab; with one chosen, its views, lineage, freshness, the leak of the naive join, and a question to the online store. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layers2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { StoreView } from './store-view.tsx';

export default function FeaturesPage() {
  const { t } = useTranslation('features');
  const { store } = useParams<{ store?: string }>();
  const [, go] = useLocation();
  const stores = useQuery(queries.features.list());
  const chosen = store ?? stores.data?.[0]?.store;
  useCrumbs(store ? [{ label: t('title'), href: paths.features() }, { label: store }] : [{ label: t('title') }]);
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      actions={
        stores.data &&
        stores.data.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('choose')}
            value={chosen ?? ''}
            onChange={(name) => go(paths.features(name))}
            data={stores.data.map((each) => each.store)}
          />
        )
      }
    >
      {stores.error && <ErrorState error={stores.error} onRetry={() => void stores.refetch()} />}
      {stores.isPending && <TableSkeleton rows={4} rowHeight={36} />}
      {stores.data?.length === 0 && (
        <EmptyState icon={Layers2} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {chosen !== undefined && <StoreView store={chosen} />}
    </Page>
  );
}
