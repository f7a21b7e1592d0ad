/** Modelos: every registered model, with its newest version, aliases and tags; searched plainly or in MLflow's grammar. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import classes from './models.module.css';
import { ModelsSearch, noSearch, wordsOf } from './models-search.tsx';
import { ModelsTable } from './models-table.tsx';
import { NewModel } from './new-model.tsx';

/** More are found by a narrower search. */
const most = 1000;

export default function ModelsPage() {
  const { t } = useTranslation('models');
  const [search, setSearch] = useState(noSearch);
  const [filter] = useDebouncedValue(wordsOf(search), 200);
  const found = useQuery({
    ...queries.registry.search({ limit: most, ...(filter === undefined ? {} : { filter }) }),
    placeholderData: keepPreviousData,
  });
  useCrumbs([{ label: t('title') }]);
  const none = found.data?.total === 0;
  return (
    <Page wide title={t('title')} lead={t('lead')} actions={<NewModel />}>
      {none && filter === undefined ? (
        <EmptyState
          icon={Box}
          title={t('empty.title')}
          action={
            <Button component={Link} href={paths.architecture('03-pipelines', 'desafio')}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ModelsSearch search={search} onSearch={setSearch} error={search.kind === 'grammar' ? found.error : null} />
      )}
      {found.error && search.kind === 'plain' && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <TableSkeleton rows={3} rowHeight={36} />}
      {none && filter !== undefined && !found.error && <EmptyState title={t('search.nothing')}>{t('search.nothingText')}</EmptyState>}
      {found.data && !none && <ModelsTable models={found.data.models} />}
      {found.data && found.data.total > found.data.models.length && (
        <p className={classes.quiet}>{t('search.more', { shown: found.data.models.length, total: found.data.total })}</p>
      )}
    </Page>
  );
}
