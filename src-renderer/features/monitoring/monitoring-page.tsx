/** Monitoramento: one endpoint's traffic over time, its drift from the training sample, its alerts, and a simulator of traffic. */
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Activity, BellRing, Radio, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { EndpointView } from './endpoint-view.tsx';
import classes from './monitoring.module.css';

export default function MonitoringPage() {
  const { t } = useTranslation('monitoring');
  const { endpoint: wanted } = useParams<{ endpoint?: string }>();
  const [, go] = useLocation();
  const endpoints = useQuery(queries.serving.list());
  const { data: alerts = [] } = useQuery(queries.monitoring.alerts({ limit: 100 }));
  const list = endpoints.data ?? [];
  const firing = alerts.find(({ status }) => status !== 'resolved')?.endpoint;
  // Without a name: where something fires, else what is on the air, else whatever there is.
  const shown =
    wanted !== undefined
      ? list.find(({ name }) => name === wanted)
      : (list.find(({ name }) => name === firing) ?? list.find(({ status }) => status === 'ready') ?? list[0]);
  useCrumbs([{ label: t('title'), href: paths.monitoring() }, ...(shown ? [{ label: shown.name }] : [])]);
  return (
    <Page
      wide
      title={
        <span className={classes.title}>
          {t('title')} {shown && <StatusBadge status={shown.status} />}
        </span>
      }
      lead={t('lead')}
      actions={
        shown && (
          <>
            {(list.length > 1 || wanted !== undefined) && (
              <Select
                aria-label={t('endpoint')}
                w={200}
                size="xs"
                data={list.map(({ name }) => name)}
                value={shown.name}
                onChange={(name) => name && go(paths.monitoring(name))}
              />
            )}
            <Button component={Link} href={paths.alerts()} variant="default" leftSection={<BellRing size={14} />}>
              {t('alerting')}
            </Button>
            <Button component={Link} href={paths.simulator(shown.name)} variant="default" leftSection={<SlidersHorizontal size={14} />}>
              {t('simulator')}
            </Button>
            <Button component={Link} href={paths.service(shown.name)} variant="default" leftSection={<Radio size={14} />}>
              {t('service')}
            </Button>
          </>
        )
      }
    >
      {endpoints.error && <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.isPending && <BoxSkeleton height={420} />}
      {endpoints.data && !shown && <NoEndpoint wanted={wanted} />}
      {shown && <EndpointView key={shown.name} endpoint={shown} />}
    </Page>
  );
}

function NoEndpoint({ wanted }: { wanted: string | undefined }) {
  const { t } = useTranslation('monitoring');
  return (
    <EmptyState
      icon={Activity}
      title={wanted === undefined ? t('empty.title') : t('empty.unknown', { name: wanted })}
      action={
        <Button component={Link} href={wanted === undefined ? paths.services() : paths.monitoring()}>
          {wanted === undefined ? t('empty.action') : t('empty.others')}
        </Button>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
