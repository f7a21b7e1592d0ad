/** The service of the learner's own program: start it, its address, try it, stop it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CopyButton } from '../../components/code-block.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Facts } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration } from '../../lib/format.ts';
import classes from './challenge.module.css';
import type { Bench } from './use-bench.ts';

export function ServicePane({ challengeId, service, bench }: { challengeId: string; service: string; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const { data: endpoints = [] } = useQuery(queries.serving.list());
  // The checks serve the program too, under a name of their own.
  const endpoint = endpoints.find(({ name, source }) => name === service && source.kind === 'program' && source.pipeline === challengeId);
  const serve = useAction(async () => {
    await bench.workspace.flush();
    return api.serving.serve({ target: challengeId });
  });
  const stop = useAction((name: string) => api.serving.stop({ name }));
  const button = (
    <Button
      variant={endpoint?.status === 'ready' ? 'default' : 'filled'}
      leftSection={<Server size={14} />}
      loading={serve.isPending || endpoint?.status === 'starting'}
      onClick={() => serve.mutate()}
      data-testid="serve"
    >
      {endpoint?.status === 'ready' ? t('service.again') : t('service.serve')}
    </Button>
  );
  if (!endpoint || endpoint.status === 'stopped') {
    return (
      <EmptyState icon={Server} title={t('service.title', { service })} action={button}>
        {t('service.text')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.service}>
      <StatusBadge status={endpoint.status} />
      {endpoint.error && <FailureNote failure={endpoint.error} />}
      {endpoint.url && (
        <p className={classes.url}>
          <code className="mono">{endpoint.url}</code>
          <CopyButton text={endpoint.url} />
        </p>
      )}
      {endpoint.readyMs !== null && <Facts items={[[t('service.ready'), formatDuration(endpoint.readyMs, locale)]]} />}
      <div className={classes.serviceActions}>
        {endpoint.status === 'ready' && (
          <Button component={Link} href={paths.service(endpoint.name)} data-testid="try">
            {t('service.try')}
          </Button>
        )}
        {button}
        <Button variant="subtle" color="gray" loading={stop.isPending} onClick={() => stop.mutate(endpoint.name)}>
          {t('service.stop')}
        </Button>
      </div>
    </div>
  );
}
