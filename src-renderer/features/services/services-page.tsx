/** Serviços: every endpoint, and how to put one more on the air. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Radio } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Endpoint } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration, formatRelative } from '../../lib/format.ts';
import classes from './services.module.css';
import { useSourceText } from './source.ts';
import { StartService } from './start-service.tsx';

export default function ServicesPage() {
  const { t } = useTranslation('services');
  const endpoints = useQuery(queries.serving.list());
  useCrumbs([{ label: t('title') }]);
  return (
    <Page title={t('title')} lead={t('lead')} actions={<StartService />}>
      {endpoints.error && <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.isPending && <TableSkeleton rows={3} rowHeight={64} />}
      {endpoints.data?.length === 0 && (
        <EmptyState
          icon={Radio}
          title={t('empty.title')}
          action={
            <Button component={Link} href={paths.architecture('01-monolitica', 'desafio')}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
      {endpoints.data && endpoints.data.length > 0 && (
        <ul className={classes.list}>
          {endpoints.data.map((endpoint) => (
            <EndpointRow key={endpoint.name} endpoint={endpoint} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function EndpointRow({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation(['services', 'common']);
  const { locale } = useLocale();
  const sourceText = useSourceText();
  return (
    <li>
      <Link href={paths.service(endpoint.name)} className={classes.row}>
        <span className={classes.name}>{endpoint.name}</span>
        <StatusBadge status={endpoint.status} />
        <span className={classes.quiet}>{sourceText(endpoint)}</span>
        <span className={classes.quiet}>{t(`common:engine.${endpoint.engine}`)}</span>
        <span className={classes.quiet}>{endpoint.startedAt === null ? '' : formatRelative(endpoint.startedAt, locale)}</span>
        <span className={classes.ready}>{endpoint.readyMs === null ? '' : t('readyIn', { time: formatDuration(endpoint.readyMs, locale) })}</span>
      </Link>
    </li>
  );
}
