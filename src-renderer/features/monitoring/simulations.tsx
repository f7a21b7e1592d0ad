/** The simulations of an endpoint, newest first: one under way with its progress, the others with what they showed. */
import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Simulation, sayRuleName } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { useWatch } from '../../app/use-watch.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './monitoring.module.css';

export function Simulations({ simulations }: { simulations: readonly Simulation[] }) {
  const { t } = useTranslation('monitoring');
  if (simulations.length === 0) return <p className={classes.quiet}>{t('simulate.none')}</p>;
  return (
    <ul className={classes.simulations} data-testid="simulations">
      {simulations.slice(0, 20).map((simulation) => (
        <SimulationRow key={simulation.simulationId} listed={simulation} />
      ))}
    </ul>
  );
}

function SimulationRow({ listed }: { listed: Simulation }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const { simulationId } = listed;
  const watched = useWatch(listed.status === 'running' ? `simulation.${simulationId}` : null, (signal) =>
    api.monitoring.watchSimulation({ simulationId }, { signal }),
  );
  const simulation = listed.status === 'running' ? (watched.value ?? listed) : listed;
  const running = simulation.status === 'running';
  const now = useNow(running, 250);
  const cancel = useAction(() => api.monitoring.cancelSimulation({ simulationId }));
  return (
    <li className={classes.simulation}>
      <div className={classes.simulationHead}>
        <StatusBadge status={simulation.status} label={t(`simulate.status.${simulation.status}`)} />
        <b>{t(`scenario.${simulation.scenario}`)}</b>
        {simulation.feature && <code className="mono">{simulation.feature}</code>}
      </div>
      <p className={classes.quiet}>
        {formatInstant(simulation.startedAt, locale)} ·{' '}
        {t('simulate.sent', { sent: formatNumber(simulation.sent, locale), requests: formatNumber(simulation.requests, locale) })}
        {simulation.failed > 0 && ` · ${t('simulate.failed', { failed: formatNumber(simulation.failed, locale) })}`}
        {` · ${t('simulate.seedOf', { seed: simulation.seed })} · ${formatDuration(Math.max(0, (simulation.endedAt ?? now) - simulation.startedAt), locale)}`}
      </p>
      {running ? (
        <div className={classes.progress}>
          <Progress value={(simulation.sent / simulation.requests) * 100} size={6} aria-label={t('simulate.progress')} />
          <Button variant="default" size="compact-xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('common:cancel')}
          </Button>
        </div>
      ) : (
        <Outcome simulation={simulation} />
      )}
      {simulation.error && <FailureNote failure={simulation.error} />}
    </li>
  );
}

function Outcome({ simulation: { report, alerts } }: { simulation: Simulation }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  if (!report) return null;
  if (!report.enough) return <p>{t('simulate.few')}</p>;
  const moved = report.features.filter(({ severity }) => severity !== 'none');
  const raised = [...new Set(alerts.map(({ rule, title }) => sayRuleName({ id: rule, title }, locale)))];
  const names = moved.map(
    ({ feature, kind, severity }) => `${kind === 'prediction' ? t('drift.prediction') : feature} (${t(`drift.severity.${severity}`)})`,
  );
  return (
    <p>
      {moved.length === 0 ? t('simulate.foundNone') : t('simulate.found', { names: names.join(', ') })}{' '}
      {raised.length > 0 && t('simulate.raised', { rules: raised.join(', ') })}
    </p>
  );
}
