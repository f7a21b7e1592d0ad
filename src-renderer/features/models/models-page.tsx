/** Modelos: every registered model, with its newest version and its aliases. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { RegisteredModel } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { formatRelative } from '../../lib/format.ts';
import { AliasTag } from './alias-tag.tsx';
import classes from './models.module.css';

export default function ModelsPage() {
  const { t } = useTranslation('models');
  const models = useQuery(queries.registry.models());
  useCrumbs([{ label: t('title') }]);
  return (
    <Page title={t('title')} lead={t('lead')}>
      {models.error && <ErrorState error={models.error} onRetry={() => void models.refetch()} />}
      {models.isPending && <TableSkeleton rows={3} rowHeight={64} />}
      {models.data?.length === 0 && (
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
      )}
      {models.data && models.data.length > 0 && (
        <ul className={classes.list}>
          {models.data.map((model) => (
            <ModelRow key={model.name} model={model} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function ModelRow({ model }: { model: RegisteredModel }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  return (
    <li>
      <Link href={paths.model(model.name)} className={classes.row}>
        <span className={classes.name}>{model.name}</span>
        <span>{t('versions', { count: model.versions })}</span>
        <span className={classes.tags}>
          {Object.entries(model.aliases).map(([alias, version]) => (
            <AliasTag key={alias} alias={alias} version={version} />
          ))}
        </span>
        <span className={classes.quiet}>{t('updated', { when: formatRelative(model.updatedAt, locale) })}</span>
      </Link>
    </li>
  );
}
