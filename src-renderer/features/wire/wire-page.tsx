/** Lente: every call that an MLflow client made, beside the line of the program that made it; looked into, repeated, edited. */
import { Switch } from '@mantine/core';
import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { WireCall } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { useWatch } from '../../app/use-watch.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page, Section } from '../../components/page.tsx';
import { TrackingServer } from '../../components/tracking-server/tracking-server.tsx';
import { shortId } from '../../lib/format.ts';
import { CallDetail } from './call-detail.tsx';
import { CallList } from './call-list.tsx';
import classes from './wire.module.css';

export default function WirePage() {
  const { t } = useTranslation('wire');
  const { runId } = useParams<{ runId?: string }>();
  useCrumbs([
    { label: t('experiments'), href: paths.experiments() },
    ...(runId ? [{ label: shortId(runId), href: paths.experimentRun(runId) }] : []),
    { label: t('title') },
  ]);
  const { value: calls, error } = useWatch<WireCall[]>(`wire.${runId ?? ''}`, (signal) => api.mlflow.watchCalls(runId ? { runId } : {}, { signal }));
  return (
    <Page title={t('title')} lead={t('lead')} wide>
      <Section title={t('server.title')}>
        <TrackingServer />
      </Section>
      {error ? <ErrorState error={error} /> : calls ? <Calls calls={calls} /> : <TableSkeleton rows={6} />}
    </Page>
  );
}

function Calls({ calls }: { calls: WireCall[] }) {
  const { t } = useTranslation('wire');
  const [chosen, choose] = useState<number | null>(null);
  const [onlyNamed, setOnlyNamed] = useState(false);
  const shown = calls.filter((call) => !onlyNamed || call.source !== null).toReversed();
  const call = shown.find(({ id }) => id === chosen) ?? shown[0];
  if (calls.length === 0)
    return (
      <EmptyState icon={ScanSearch} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    );
  return (
    <div className={classes.lens}>
      <div className={classes.side}>
        <Switch size="xs" checked={onlyNamed} onChange={(event) => setOnlyNamed(event.currentTarget.checked)} label={t('onlyNamed')} />
        <CallList calls={shown} chosen={call?.id ?? null} onChoose={choose} />
      </div>
      {call && <CallDetail key={call.id} call={call} />}
    </div>
  );
}
