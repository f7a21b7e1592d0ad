/** One tracked run: what went in, what came out, the curves on the way, what it left behind, and how to have it again. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PageSkeleton } from '../../components/loading.tsx';
import { RunView } from './run-view.tsx';

export default function ExperimentRunPage() {
  const { runId = '', tab } = useParams<{ runId: string; tab?: string }>();
  const run = useQuery(queries.tracking.run({ runId }));
  if (run.data) return <RunView key={runId} run={run.data} tab={tab ?? null} />;
  if (run.error) return <Missing error={run.error} onRetry={() => void run.refetch()} />;
  return <PageSkeleton />;
}

function Missing({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useTranslation('run');
  useCrumbs([{ label: t('experiments'), href: paths.experiments() }]);
  return (
    <ErrorState error={error} onRetry={onRetry}>
      <Button component={Link} href={paths.experiments()}>
        {t('seeAll')}
      </Button>
    </ErrorState>
  );
}
