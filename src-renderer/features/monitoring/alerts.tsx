/** Alerts: those that fire first, then what has been. */
import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Alert, type Simulation, sayAlert, sayRuleName, saySeverity } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration, formatInstant } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './monitoring.module.css';
import { playedIn } from './ranges.ts';

export function Alerts({ alerts, simulations }: { alerts: readonly Alert[]; simulations: readonly Simulation[] }) {
  const { t } = useTranslation('monitoring');
  if (alerts.length === 0)
    return (
      <EmptyState icon={BellRing} title={t('alerts.empty')}>
        {t('alerts.emptyText')}
      </EmptyState>
    );
  return (
    <ul className={classes.alerts}>
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} simulated={playedIn(simulations, alert.startedAt - 1000, alert.startedAt).length > 0} />
      ))}
    </ul>
  );
}

function AlertRow({ alert, simulated }: { alert: Alert; simulated: boolean }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const now = useNow(alert.endedAt === null, 10_000);
  const lasted = formatDuration(Math.max(1000, (alert.endedAt ?? now) - alert.startedAt), locale);
  return (
    <li className={classes.alert} data-firing={alert.status !== 'resolved' || undefined}>
      <div className={classes.alertHead}>
        <StatusBadge status={alert.status} />
        <b>{sayRuleName({ id: alert.rule, title: alert.title }, locale)}</b>
        <span className={classes.quiet}>{saySeverity(alert.severity, locale)}</span>
        {simulated && <span className={classes.tag}>{t('simulated')}</span>}
      </div>
      <p>{sayAlert(alert, locale)}</p>
      <p className={classes.quiet}>
        {formatInstant(alert.startedAt, locale)} · {t(alert.endedAt === null ? 'alerts.firingFor' : 'alerts.lasted', { time: lasted })}
      </p>
    </li>
  );
}
