/** One run, live: asked for once, then followed until it has ended. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { useWatch } from '../../app/use-watch.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PageSkeleton } from '../../components/loading.tsx';
import { RunView } from './run-view.tsx';

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
