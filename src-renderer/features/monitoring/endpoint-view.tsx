/** Everything about one endpoint: time above, drift below it, and at the side what fires and how to make traffic. */
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton, LinesSkeleton } from '../../components/loading.tsx';
import { Section } from '../../components/page.tsx';
import { useShortcut } from '../../lib/use-shortcut.ts';
import { Alerts } from './alerts.tsx';
import { Drift } from './drift.tsx';
import { LiveTraffic } from './live-traffic.tsx';
import { Loops } from './loops.tsx';
import classes from './monitoring.module.css';
import { Heat } from './over-time/heat.tsx';
import { fittingRange, type Range, ranges, type Span, within } from './ranges.ts';
import { Rules } from './rules.tsx';
import { Simulate } from './simulate.tsx';
import { Simulations } from './simulations.tsx';
import { Study } from './study/study.tsx';
import { Timeline } from './timeline.tsx';
import { useLanes } from './use-lanes.ts';

export function EndpointView({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('monitoring');
  const at = { endpoint: endpoint.name };
  const alerts = useQuery(queries.monitoring.alerts({ ...at, limit: 100 }));
  const rules = useQuery({
    ...queries.alerts.rules(),
    select: (all) => all.filter((rule) => rule.endpoint === null || rule.endpoint === endpoint.name),
  });
  const simulations = useQuery(queries.monitoring.simulations(at));
  const drift = useQuery(queries.monitoring.drift({ ...at, requests: 500 }));
  const played = simulations.data ?? [];
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <Traffic endpoint={endpoint} alerts={alerts.data ?? []} simulations={played} rules={rules.data ?? []} />
        <Section title={t('drift.title')} id="drift">
          {drift.error && <ErrorState error={drift.error} onRetry={() => void drift.refetch()} />}
          {drift.isPending && <LinesSkeleton n={6} />}
          {drift.data && <Drift report={drift.data} simulations={played} />}
        </Section>
        <Heat endpoint={endpoint.name} />
        <Study endpoint={endpoint} />
        <Loops endpoint={endpoint} />
      </div>
      <div className={classes.side}>
        <Section title={t('simulate.title')} id="simulate">
          <Simulate endpoint={endpoint} busy={played.some(({ status }) => status === 'running')} />
          {simulations.error ? (
            <ErrorState error={simulations.error} onRetry={() => void simulations.refetch()} />
          ) : (
            simulations.data && <Simulations simulations={simulations.data} />
          )}
        </Section>
        <Section title={t('alerts.title')} id="alerts">
          {alerts.error && <ErrorState error={alerts.error} onRetry={() => void alerts.refetch()} />}
          {alerts.isPending && <LinesSkeleton n={3} />}
          {alerts.data && <Alerts alerts={alerts.data} simulations={played} />}
        </Section>
        <Section title={t('rule.title')} id="rules">
          {rules.error && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
          {rules.data && <Rules rules={rules.data} />}
        </Section>
      </div>
    </div>
  );
}

type TrafficProps = { endpoint: Endpoint } & Pick<Parameters<typeof Alerts>[0], 'alerts' | 'simulations'> &
  Pick<Parameters<typeof Rules>[0], 'rules'>;

function Traffic({ endpoint, alerts, simulations, rules }: TrafficProps) {
  const { t } = useTranslation('monitoring');
  const [chosen, setChosen] = useState<Range | null>(null);
  const [brush, setBrush] = useState<Span | null>(null);
  useShortcut('Escape', () => setBrush(null), brush !== null);
  const day = useQuery(queries.monitoring.traffic({ endpoint: endpoint.name, ...ranges['24h'] }));
  const range = chosen ?? (day.data ? fittingRange(day.data, day.dataUpdatedAt) : null);
  const traffic = useQuery({
    ...queries.monitoring.traffic({ endpoint: endpoint.name, ...ranges[range ?? '24h'] }),
    enabled: range !== null,
    placeholderData: (before) => before,
  });
  const lanes = useLanes(endpoint, alerts, simulations);
  const failed = traffic.error ?? day.error;
  const windows = traffic.data ?? [];
  const quiet = windows.every(({ requests }) => requests === 0);
  return (
    <Section
      title={t('traffic.title')}
      id="traffic"
      actions={
        <div className={classes.actions}>
          {brush && (
            <Button variant="default" leftSection={<ZoomOut size={14} />} onClick={() => setBrush(null)}>
              {t('timeline.whole')}
            </Button>
          )}
          <SegmentedControl
            aria-label={t('traffic.range')}
            value={range ?? '24h'}
            onChange={(value) => {
              setChosen(value as Range);
              setBrush(null);
            }}
            data={Object.keys(ranges).map((value) => ({ value, label: t(`range.${value}`) }))}
          />
        </div>
      }
    >
      {failed ? (
        <ErrorState error={failed} onRetry={() => void traffic.refetch()} />
      ) : windows.length === 0 ? (
        <BoxSkeleton height={420} />
      ) : (
        <>
          {quiet && (
            <p className={classes.quiet}>
              {t('traffic.quiet', { range: t(`range.${range ?? '24h'}`) })}{' '}
              {day.data?.some(({ requests }) => requests > 0) ? t('traffic.quietEarlier') : t('traffic.quietNever')}
            </p>
          )}
          <Timeline windows={windows} lanes={lanes} brush={brush} onBrush={setBrush} />
          {!quiet && <LiveTraffic windows={within(windows, brush)} simulations={simulations} rules={rules} />}
        </>
      )}
    </Section>
  );
}
