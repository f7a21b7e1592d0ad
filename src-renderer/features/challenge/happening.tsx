/** The right pane: graph and line of time, logs, metrics, and the service of a program that serves itself. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { queries } from '../../app/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import RunLogs from '../../components/run/run-logs.tsx';
import classes from './challenge.module.css';
import { Execution } from './execution.tsx';
import { Metrics } from './metrics.tsx';
import { ServicePane } from './service-pane.tsx';
import type { Bench } from './use-bench.ts';

export function Happening({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const [stepId, setStepId] = useState<string | null>(null);
  const plan = useQuery(queries.pipelines.plan({ pipeline: challenge.id }));
  const { runId } = bench.run;
  return (
    <section className={classes.happening} aria-label={t('happening.title')}>
      <Tabs defaultValue="execution" className={classes.fillTabs}>
        <Tabs.List>
          <Tabs.Tab value="execution">{t('happening.execution')}</Tabs.Tab>
          <Tabs.Tab value="logs">{t('happening.logs')}</Tabs.Tab>
          <Tabs.Tab value="metrics">{t('happening.metrics')}</Tabs.Tab>
          {plan.data?.service && <Tabs.Tab value="service">{t('happening.service')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="execution" className={classes.tabPanel}>
          <Execution bench={bench} plan={plan.data} stepId={stepId} onStep={(id) => setStepId((before) => (before === id ? null : id))} />
        </Tabs.Panel>
        <Tabs.Panel value="logs" className={classes.tabPanel}>
          {runId ? (
            <RunLogs key={runId} runId={runId} step={stepId} />
          ) : (
            <EmptyState title={t('happening.noRun')}>{t('happening.noRunText')}</EmptyState>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="metrics" className={classes.tabPanel}>
          <Metrics run={bench.run.value} />
        </Tabs.Panel>
        {plan.data?.service && (
          <Tabs.Panel value="service" className={classes.tabPanel}>
            <ServicePane challengeId={challenge.id} service={plan.data.service} bench={bench} />
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  );
}
