/** One endpoint: the picture of what flows through it, a form to try it, its requests and its log. */
import { Alert, Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Activity, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { Endpoint } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { useWatch } from '../../app/use-watch.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { ExportButton } from '../../components/export/export-button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PageSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Addresses } from './addresses.tsx';
import { ApiPanel } from './api/api-panel.tsx';
import { DeployPanel } from './deploy/deploy-panel.tsx';
import { GraphPanel } from './graph-panel.tsx';
import { LoadPanel } from './load/load-panel.tsx';
import { RequestLog } from './request-log.tsx';
import { FleetPicture } from './rollout/fleet-picture.tsx';
import { RolloutPanel } from './rollout/rollout-panel.tsx';
import { ServiceLog } from './service-log.tsx';
import classes from './services.module.css';
import { useSourceText } from './source.ts';
import { TryIt } from './try-it.tsx';

export default function ServicePage() {
  const { name = '' } = useParams<{ name: string }>();
  const { t } = useTranslation('services');
  // Also of one that is not there.
  useCrumbs([{ label: t('title'), href: paths.services() }, { label: name }]);
  const first = useQuery(queries.serving.get({ name }));
  const watched = useWatch(first.data ? `endpoint.${name}` : null, (signal) => api.serving.watch({ name }, { signal }));
  const endpoint = watched.value ?? first.data;
  if (first.error) return <ErrorState error={first.error} onRetry={() => void first.refetch()} />;
  return endpoint ? <ServiceView key={name} endpoint={endpoint} /> : <PageSkeleton />;
}

function ServiceView({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation(['services', 'rollout', 'load', 'graph', 'deploy']);
  const { value } = useWatch(`fleet.${endpoint.name}`, (signal) => api.rollout.watch({ endpoint: endpoint.name }, { signal }));
  const isGraph = useIsGraph(endpoint);
  const sourceText = useSourceText();
  return (
    <Page
      wide
      title={
        <span className={classes.title}>
          {endpoint.name} <StatusBadge status={endpoint.status} />
        </span>
      }
      lead={sourceText(endpoint)}
      actions={<Actions endpoint={endpoint} />}
    >
      {endpoint.error && <FailureNote failure={endpoint.error} />}
      {endpoint.displacedFrom && (
        <Alert color="yellow" mb="md">
          {t('displaced')}
        </Alert>
      )}
      <FleetPicture endpoint={endpoint} fleet={value?.fleet} />
      <Tabs defaultValue="try" mt="lg" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="try">{t('tab.try')}</Tabs.Tab>
          {isGraph && <Tabs.Tab value="graph">{t('graph:tab')}</Tabs.Tab>}
          <Tabs.Tab value="rollout">{t('rollout:tab')}</Tabs.Tab>
          <Tabs.Tab value="load">{t('load:tab')}</Tabs.Tab>
          <Tabs.Tab value="requests">{t('tab.requests')}</Tabs.Tab>
          <Tabs.Tab value="log">{t('tab.log')}</Tabs.Tab>
          <Tabs.Tab value="api">{t('tab.api')}</Tabs.Tab>
          <Tabs.Tab value="deploy">{t('deploy:tab')}</Tabs.Tab>
          <Tabs.Tab value="addresses">{t('tab.addresses')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="try" pt="md">
          <TryIt endpoint={endpoint} />
        </Tabs.Panel>
        {isGraph && (
          <Tabs.Panel value="graph" pt="md">
            <GraphPanel endpoint={endpoint} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="rollout" pt="md">
          <RolloutPanel endpoint={endpoint} fleet={value?.fleet} rollout={value?.rollout ?? null} />
        </Tabs.Panel>
        <Tabs.Panel value="load" pt="md">
          <LoadPanel endpoint={endpoint} fleet={value?.fleet} />
        </Tabs.Panel>
        <Tabs.Panel value="requests" pt="md">
          <RequestLog endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="log" pt="md">
          <ServiceLog endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="api" pt="md">
          <ApiPanel endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="deploy" pt="md">
          <DeployPanel endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="addresses" pt="md">
          <Addresses endpoint={endpoint} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** Whether the model behind it is a graph of models, and it answers. */
function useIsGraph({ source, status }: Endpoint): boolean {
  const [name, version] = source.kind === 'model' ? [source.name, source.version] : ['', ''];
  const model = useQuery({ ...queries.registry.model({ name }), enabled: name !== '' });
  return status === 'ready' && model.data?.items.find((item) => item.version === version)?.algorithm === 'graph';
}

function Actions({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('services');
  const stop = useAction(() => api.serving.stop({ name: endpoint.name }));
  const again = useAction(() => api.serving.serve(targetOf(endpoint)));
  const running = endpoint.status === 'ready' || endpoint.status === 'unhealthy';
  return (
    <>
      <Button component={Link} href={paths.monitoring(endpoint.name)} variant="default" leftSection={<Activity size={14} />}>
        {t('monitor')}
      </Button>
      <ExportButton exported={{ kind: 'endpoint', subject: endpoint.name }} />
      {running ? (
        <Button variant="default" leftSection={<Square size={13} />} loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('stop')}
        </Button>
      ) : (
        <Button loading={again.isPending} onClick={() => again.mutate()}>
          {t('serveAgain')}
        </Button>
      )}
    </>
  );
}

function targetOf({ source, name, engine }: Endpoint) {
  const common = { endpoint: name, engine };
  if (source.kind === 'program') return { ...common, target: source.pipeline, solution: source.solution };
  return { ...common, target: `${source.name}:${source.version}` };
}
