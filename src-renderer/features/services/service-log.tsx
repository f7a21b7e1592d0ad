/** The last lines that the service wrote. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import classes from './services.module.css';

export function ServiceLog({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('services');
  const log = useQuery({ ...queries.serving.logs({ name: endpoint.name, limit: 500 }), staleTime: 0 });
  if (log.error) return <ErrorState error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <LinesSkeleton n={6} />;
  return (
    <div>
      <Button variant="default" size="xs" leftSection={<RefreshCw size={12} />} loading={log.isFetching} onClick={() => void log.refetch()}>
        {t('log.refresh')}
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre className={classes.log} tabIndex={0}>
        {log.data.length > 0 ? log.data.join('\n') : t('log.empty')}
      </pre>
    </div>
  );
}
