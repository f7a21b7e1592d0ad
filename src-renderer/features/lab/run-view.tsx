/** One run: its graph, where its time went, its logs, what came out of it; paused, how it goes on. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { FailurePanel } from '../../components/failure/failure-panel.tsx';
import { Page } from '../../components/page.tsx';
import { criticalPath } from '../../components/run/critical-path.ts';
import { Dag } from '../../components/run/dag.tsx';
import { Gantt } from '../../components/run/gantt.tsx';
import { PausedBar } from '../../components/run/paused-bar.tsx';
import { depthOf } from '../../components/run/rows.ts';
import RunLogs from '../../components/run/run-logs.tsx';
import { dagOfRun, needsIn } from '../../components/run/steps.ts';
import { StepsTable } from '../../components/run/steps-table.tsx';
import { timeRows } from '../../components/run/timeline.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';
import { formatInstant } from '../../lib/format.ts';
import { CriticalView } from './critical/critical-view.tsx';
import classes from './lab.module.css';
import { OpenPlace, RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunResults } from './run-results.tsx';
import { StepDetail } from './step-detail.tsx';

/** Down the page, more steps than these would be a very long one. */
const mostDown = 60;

export function RunView({ run }: { run: PipelineRun }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  const [stepId, setStepId] = useState<string | null>(null);
  const name = isCheckRun(run) ? t('ofCheck', { name: challengeOf(run) }) : run.pipeline;
  const step = run.steps.find(({ id }) => id === stepId) ?? null;
  useCrumbs([{ label: t('title'), href: paths.lab() }, { label: `${name} · ${formatInstant(run.startedAt, locale)}` }]);
  const dag = useMemo(() => dagOfRun(run.steps), [run.steps]);
  const path = useCriticalPath(run);
  // Across the page a long pipeline would be drawn too small to read: it goes down beside the rest.
  const deep = dag.length <= mostDown && depthOf(dag) > 5;
  const select = (id: string) => setStepId((before) => (before === id ? null : id));
  const isPaused =
    run.endedAt === null && run.steps.some(({ status }) => status === 'paused') && !run.steps.some(({ status }) => status === 'running');
  const height = dag.length > mostDown ? 380 : 180;
  // What ended the run; or, while it goes on, an engine that is waited for.
  const trouble = run.error ?? run.steps.find(({ status, error }) => status === 'waiting' && error?.code === 'STEP_ENGINE_AWAY')?.error ?? null;
  return (
    <Page
      wide
      title={
        <span className={classes.title}>
          {name} <StatusBadge status={isPaused ? 'paused' : run.status} />
        </span>
      }
      actions={<RunActions run={run} stepId={stepId} />}
    >
      <RunFacts run={run} />
      <PausedBar run={run} onSelect={setStepId} />
      {trouble && (
        <div className={classes.failure}>
          <FailurePanel failure={trouble}>
            <OpenPlace run={run} data={trouble.data} />
          </FailurePanel>
        </div>
      )}
      <div className={classes.columns} data-deep={deep || undefined}>
        <div className={classes.picture}>
          <Dag
            steps={dag}
            selectedId={stepId}
            onSelect={select}
            {...(path && { critical: path.ids })}
            {...(deep ? { direction: 'TB' } : { direction: 'LR', height })}
          />
        </div>
        <Tabs defaultValue="gantt" className={classes.tabs}>
          <Tabs.List>
            <Tabs.Tab value="gantt">{t('tab.gantt')}</Tabs.Tab>
            {path && <Tabs.Tab value="critical">{t('tab.critical')}</Tabs.Tab>}
            <Tabs.Tab value="logs">{t('tab.logs')}</Tabs.Tab>
            <Tabs.Tab value="steps">{t('tab.steps')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="gantt" pt="md">
            <Gantt run={run} selectedId={stepId} onSelect={select} {...(path && { critical: path.ids })} />
          </Tabs.Panel>
          {path && (
            <Tabs.Panel value="critical" pt="md">
              <CriticalView path={path} selectedId={stepId} onSelect={select} />
            </Tabs.Panel>
          )}
          <Tabs.Panel value="logs" className={classes.logs}>
            <RunLogs runId={run.runId} step={stepId} />
          </Tabs.Panel>
          <Tabs.Panel value="steps" pt="md">
            <StepsTable run={run} selectedId={stepId} onSelect={select} />
          </Tabs.Panel>
        </Tabs>
        <aside className={classes.side}>
          {step ? <StepDetail key={step.id} run={run} step={step} onClose={() => setStepId(null)} /> : <RunResults run={run} />}
        </aside>
      </div>
    </Page>
  );
}

/** Of a run that has ended: while it goes on, the longest chain is still to be seen. */
function useCriticalPath(run: PipelineRun) {
  const ended = run.endedAt;
  const timeline = useQuery({ ...queries.runs.timeline({ runId: run.runId }), enabled: ended !== null });
  return useMemo(() => {
    if (ended === null || !timeline.data) return null;
    const path = criticalPath(timeRows(run, timeline.data, ended), needsIn(run.steps));
    return path && path.steps.length > 1 ? path : null;
  }, [run, ended, timeline.data]);
}
