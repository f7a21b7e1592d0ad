/** One tracked run: what went in, what came out, the curves on the way, what it left behind. */
import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EditableText } from '../../components/editable-text.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Artifacts } from './artifacts.tsx';
import { Curves } from './curves.tsx';
import { Nested } from './nested.tsx';
import { Overview } from './overview.tsx';
import classes from './run.module.css';
import { RunFacts } from './run-facts.tsx';

const noteTag = 'mlflow.note.content';

export default function ExperimentRunPage() {
  const { t } = useTranslation('run');
  const { runId = '' } = useParams<{ runId: string }>();
  const run = useQuery(queries.tracking.run({ runId }));
  if (run.error)
    return (
      <ErrorState error={run.error} onRetry={() => void run.refetch()}>
        <Button component={Link} href={paths.experiments()}>
          {t('seeAll')}
        </Button>
      </ErrorState>
    );
  return run.data ? <RunView key={runId} run={run.data} /> : <PageSkeleton />;
}

export type RunDetail = Awaited<ReturnType<typeof api.tracking.run>>;

function RunView({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const { data: experiments = [] } = useQuery(queries.tracking.experiments());
  const experiment = experiments.find(({ experimentId }) => experimentId === run.experimentId);
  const note = useAction((text: string) => api.tracking.setNote({ runId: run.runId, note: text }));
  useCrumbs([
    { label: t('experiments'), href: paths.experiments() },
    ...(experiment ? [{ label: experiment.name, href: paths.experiments(experiment.experimentId) }] : []),
    { label: run.name },
  ]);
  const metrics = Object.keys(run.metrics);
  return (
    <Page
      wide
      title={
        <span className={classes.title}>
          {run.name} <StatusBadge status={run.status} />
        </span>
      }
      actions={
        run.pipelineRunId && (
          <Button component={Link} href={paths.run(run.pipelineRunId)} variant="default" leftSection={<FlaskConical size={14} />}>
            {t('openPipelineRun')}
          </Button>
        )
      }
    >
      <RunFacts run={run} experiment={experiment?.name ?? null} />
      <div className={classes.note}>
        <EditableText
          label={t('note.label')}
          text={run.tags[noteTag] ?? ''}
          placeholder={t('note.placeholder')}
          saving={note.isPending}
          maxLength={8000}
          onSave={(text) => note.mutateAsync(text)}
        />
      </div>
      <Tabs defaultValue="overview" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="overview">{t('tab.overview')}</Tabs.Tab>
          <Tabs.Tab value="curves">{t('tab.curves')}</Tabs.Tab>
          <Tabs.Tab value="artifacts">{t('tab.artifacts')}</Tabs.Tab>
          {run.children.length > 0 && <Tabs.Tab value="nested">{t('tab.nested', { count: run.children.length })}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="overview" pt="md">
          <Overview run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="curves" pt="md">
          <Curves runId={run.runId} metrics={metrics} />
        </Tabs.Panel>
        <Tabs.Panel value="artifacts" pt="md">
          <Artifacts runId={run.runId} />
        </Tabs.Panel>
        <Tabs.Panel value="nested" pt="md">
          <Nested runs={run.children} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
