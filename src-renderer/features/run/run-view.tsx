/** A run that was found: its head, and a tab for each thing a person asks about it. */
import { Alert, Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import classes from './run.module.css';
import { RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunTab } from './run-tab.tsx';
import { RunTitle } from './run-title.tsx';
import { tabsOf } from './tabs.ts';

export type RunDetail = Awaited<ReturnType<typeof api.tracking.run>>;

export function RunView({ run, tab }: { run: RunDetail; tab: string | null }) {
  const { t } = useTranslation('run');
  const [, go] = useLocation();
  const { data: experiments = [] } = useQuery(queries.tracking.experiments({ view: 'all' }));
  const experiment = experiments.find(({ experimentId }) => experimentId === run.experimentId);
  const restore = useAction(() => api.tracking.restoreRuns({ runIds: [run.runId] }));
  useCrumbs([
    { label: t('experiments'), href: paths.experiments() },
    ...(experiment ? [{ label: experiment.name, href: paths.experiments(experiment.experimentId) }] : []),
    { label: run.name },
  ]);
  const tabs = tabsOf(run);
  const shown = tabs.find(({ id }) => id === tab)?.id ?? 'resumo';
  return (
    <Page wide title={<RunTitle run={run} />} actions={<RunActions run={run} />}>
      {run.lifecycle === 'deleted' && (
        <Alert color="gray" className={classes.deleted}>
          {t('deleted')}{' '}
          <Button size="compact-xs" variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
            {t('action.restore')}
          </Button>
        </Alert>
      )}
      <RunFacts run={run} experiment={experiment ?? null} />
      <Tabs
        className={classes.tabs}
        value={shown}
        onChange={(next) => go(paths.experimentRun(run.runId, next === 'resumo' ? undefined : (next ?? undefined)))}
      >
        <Tabs.List>
          {tabs.map(({ id, count }) => (
            <Tabs.Tab key={id} value={id}>
              {t(`tab.${id}`)} {count !== null && <small className={classes.count}>{count}</small>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} pt="md">
          <Suspense fallback={<BoxSkeleton height={320} />}>
            <RunTab run={run} tab={shown} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
