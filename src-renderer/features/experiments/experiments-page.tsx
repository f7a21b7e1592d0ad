/** Experimentos: the experiments at the left, the runs of the chosen one beside them; ticked runs are compared next to the table. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TestTubes } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { isCheckRun } from '../../lib/check-run.ts';
import { Comparison } from './comparison.tsx';
import { ExperimentList } from './experiment-list.tsx';
import classes from './experiments.module.css';
import { RunsTable } from './runs-table.tsx';

export default function ExperimentsPage() {
  const { t } = useTranslation('experiments');
  const { experimentId } = useParams<{ experimentId?: string }>();
  const experiments = useQuery(queries.tracking.experiments());
  const shown = experiments.data?.find((each) => each.experimentId === experimentId);
  useCrumbs([{ label: t('title'), href: paths.experiments() }, ...(shown ? [{ label: shown.name }] : [])]);
  const empty = experiments.data?.every(({ runs }) => runs === 0) ?? false;
  return (
    <Page wide title={t('title')} lead={t('lead')}>
      {experiments.error && <ErrorState error={experiments.error} onRetry={() => void experiments.refetch()} />}
      {experiments.isPending && <TableSkeleton rows={8} />}
      {empty && (
        <EmptyState
          icon={TestTubes}
          title={t('empty.title')}
          action={
            <Button component={Link} href={paths.architectures()}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
      {experiments.data && !empty && (
        <div className={classes.columns}>
          <ExperimentList experiments={experiments.data} chosen={experimentId ?? null} />
          <Runs key={experimentId ?? 'all'} experimentId={experimentId ?? null} names={experiments.data} />
        </div>
      )}
    </Page>
  );
}

interface RunsProps {
  experimentId: string | null;
  names: readonly { experimentId: string; name: string }[];
}

function Runs({ experimentId, names }: RunsProps) {
  const { t } = useTranslation('experiments');
  const runs = useQuery(queries.tracking.runs({ limit: 10_000, ...(experimentId === null ? {} : { experimentId }) }));
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const experimentNames = useMemo(() => new Map(names.map((each) => [each.experimentId, each.name])), [names]);
  // Rehearsals of the checks are runs too, dozens of them: they are listed when their own experiment is chosen.
  const shown = useMemo(
    () => (runs.data ?? []).filter((run) => experimentId !== null || !isCheckRun({ pipeline: experimentNames.get(run.experimentId) ?? '' })),
    [runs.data, experimentId, experimentNames],
  );
  if (runs.error) return <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />;
  if (!runs.data) return <TableSkeleton rows={8} />;
  const compared = ticked.flatMap((id) => runs.data.find(({ runId }) => runId === id) ?? []);
  const tick = (runId: string) => setTicked((all) => (all.includes(runId) ? all.filter((each) => each !== runId) : [...all, runId]));
  return (
    <div className={classes.split} data-comparing={compared.length > 1 || undefined}>
      <div>
        <RunsTable
          runs={shown}
          experimentId={experimentId}
          experimentNames={experimentNames}
          ticked={ticked}
          onTick={tick}
          empty={
            <EmptyState icon={TestTubes} title={t('empty.noRuns')}>
              {t('empty.text')}
            </EmptyState>
          }
        />
        <p className={classes.quiet} role="status">
          {compared.length === 1 ? t('compare.oneMore') : t('compare.hint')}
        </p>
      </div>
      {compared.length > 1 && <Comparison runs={compared} onDrop={tick} onClose={() => setTicked([])} />}
    </div>
  );
}
