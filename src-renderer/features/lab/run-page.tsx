/** One run, live: its graph, its line of time, its logs, and what came out of it. */
import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { ErrorData, PipelineRun } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { useWatch } from '../../app/use-watch.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PageSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Dag } from '../../components/run/dag.tsx';
import { Gantt } from '../../components/run/gantt.tsx';
import { depthOf } from '../../components/run/rows.ts';
import RunLogs from '../../components/run/run-logs.tsx';
import { dagOfRun } from '../../components/run/steps.ts';
import { StepsTable } from '../../components/run/steps-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';
import { formatInstant } from '../../lib/format.ts';
import classes from './lab.module.css';
import { RerunButton } from './rerun/rerun-button.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunResults } from './run-results.tsx';
import { StepDetail } from './step-detail.tsx';

export default function RunPage() {
  const { runId = '' } = useParams<{ runId: string }>();
  const first = useQuery(queries.pipelines.get({ runId }));
  const watched = useWatch(first.data && first.data.endedAt === null ? `run.${runId}` : null, (signal) => api.pipelines.watch({ runId }, { signal }));
  const run = watched.value ?? first.data;
  if (first.error) return <Missing error={first.error} onRetry={() => void first.refetch()} />;
  return run ? <RunView key={runId} run={run} /> : <PageSkeleton />;
}

function Missing({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useTranslation('lab');
  useCrumbs([{ label: t('title'), href: paths.lab() }]);
  return (
    <ErrorState error={error} onRetry={onRetry}>
      <Button component={Link} href={paths.lab()}>
        {t('all')}
      </Button>
    </ErrorState>
  );
}

function RunView({ run }: { run: PipelineRun }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  const [stepId, setStepId] = useState<string | null>(null);
  const name = isCheckRun(run) ? t('ofCheck', { name: challengeOf(run) }) : run.pipeline;
  const step = run.steps.find(({ id }) => id === stepId) ?? null;
  useCrumbs([{ label: t('title'), href: paths.lab() }, { label: `${name} · ${formatInstant(run.startedAt, locale)}` }]);
  const dag = dagOfRun(run.steps);
  // Across the page a long pipeline would be drawn too small to read: it goes down beside the rest.
  const deep = depthOf(dag) > 5;
  const select = (id: string) => setStepId((before) => (before === id ? null : id));
  return (
    <Page
      wide
      title={
        <span className={classes.title}>
          {name} <StatusBadge status={run.status} />
        </span>
      }
      actions={<RunActions run={run} stepId={stepId} />}
    >
      <RunFacts run={run} />
      {run.error && (
        <div className={classes.failure}>
          <FailureNote failure={run.error}>
            <OpenPlace run={run} data={run.error.data} />
          </FailureNote>
        </div>
      )}
      <div className={classes.columns} data-deep={deep || undefined}>
        <div className={classes.picture}>
          <Dag steps={dag} selectedId={stepId} onSelect={select} {...(deep ? { direction: 'TB' } : { direction: 'LR', height: 180 })} />
        </div>
        <Tabs defaultValue="gantt" className={classes.tabs}>
          <Tabs.List>
            <Tabs.Tab value="gantt">{t('tab.gantt')}</Tabs.Tab>
            <Tabs.Tab value="logs">{t('tab.logs')}</Tabs.Tab>
            <Tabs.Tab value="steps">{t('tab.steps')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="gantt" pt="md">
            <Gantt run={run} selectedId={stepId} onSelect={select} />
          </Tabs.Panel>
          <Tabs.Panel value="logs" className={classes.logs}>
            <RunLogs runId={run.runId} step={stepId} />
          </Tabs.Panel>
          <Tabs.Panel value="steps" pt="md">
            <StepsTable run={run} selectedId={stepId} onSelect={select} />
          </Tabs.Panel>
        </Tabs>
        <aside className={classes.side}>
          {step ? <StepDetail runId={run.runId} step={step} onClose={() => setStepId(null)} /> : <RunResults run={run} />}
        </aside>
      </div>
    </Page>
  );
}

/** The failure names a file of the learner's: the button opens it there. */
function OpenPlace({ run, data }: { run: PipelineRun; data: ErrorData }) {
  const { t } = useTranslation('lab');
  if (typeof data.file !== 'string' || run.solution !== 'workspace') return null;
  const place = typeof data.line === 'number' ? `${data.file}:${data.line}` : data.file;
  return (
    <Button component={Link} href={paths.architecture(challengeOf(run), 'desafio', place)} size="compact-xs" variant="default">
      {t('openPlace', { place })}
    </Button>
  );
}

function RunActions({ run, stepId }: { run: PipelineRun; stepId: string | null }) {
  const { t } = useTranslation('lab');
  const cancel = useAction(() => api.pipelines.cancel({ runId: run.runId }));
  if (run.endedAt === null) {
    return (
      <Button variant="default" leftSection={<Square size={13} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('cancel')}
      </Button>
    );
  }
  return isCheckRun(run) ? null : <RerunButton run={run} stepId={stepId} />;
}
