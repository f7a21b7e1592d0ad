/** Alerts, those that hold first: acknowledged, silenced, and each with what became of it. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Alert, sayAlert, sayRuleName, saySeverity } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatInstant } from '../../lib/format.ts';
import classes from './alerting.module.css';
import { Deliveries } from './deliveries.tsx';

export function AlertList() {
  const { t } = useTranslation('alerting');
  const alerts = useQuery(queries.monitoring.alerts({ limit: 100 }));
  if (alerts.error) return <ErrorState error={alerts.error} onRetry={() => void alerts.refetch()} />;
  if (!alerts.data) return <LinesSkeleton n={5} />;
  if (alerts.data.length === 0) {
    return (
      <EmptyState icon={BellRing} title={t('alerts.empty')}>
        {t('alerts.emptyText')}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.list}>
      {alerts.data.map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

function AlertRow({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const acknowledge = useAction(() => api.alerts.acknowledge({ id: alert.id, note: note.trim() || null }));
  const silence = useAction(() => api.alerts.silence({ rule: alert.rule, endpoint: alert.endpoint, minutes: 60, reason: t('alerts.silenceReason') }));
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <StatusBadge status={alert.status} />
        <b>{sayRuleName({ id: alert.rule, title: alert.title }, locale)}</b>
        <span className={classes.severity} data-severity={alert.severity}>
          {saySeverity(alert.severity, locale)}
        </span>
        <Link href={paths.monitoring(alert.endpoint)}>{alert.endpoint}</Link>
        <span className={classes.quiet}>{formatInstant(alert.startedAt, locale)}</span>
        <span className={classes.buttons}>
          {alert.status === 'firing' && (
            <Button size="compact-xs" variant="default" onClick={() => silence.mutate()} loading={silence.isPending}>
              {t('alerts.silence')}
            </Button>
          )}
          <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {t(isOpen ? 'alerts.less' : 'alerts.more')}
          </Button>
        </span>
      </div>
      <p>{sayAlert(alert, locale)}</p>
      {alert.note && <p className={classes.quiet}>{t('alerts.note', { note: alert.note })}</p>}
      {isOpen && (
        <>
          {alert.status === 'firing' && (
            <form
              className={classes.acknowledge}
              onSubmit={(event) => {
                event.preventDefault();
                acknowledge.mutate();
              }}
            >
              <TextInput
                aria-label={t('alerts.noteLabel')}
                placeholder={t('alerts.notePlaceholder')}
                value={note}
                maxLength={500}
                onChange={({ currentTarget }) => setNote(currentTarget.value)}
              />
              <Button type="submit" size="xs" loading={acknowledge.isPending}>
                {t('alerts.acknowledge')}
              </Button>
            </form>
          )}
          <History alert={alert.id} />
          <Deliveries filter={{ alert: alert.id, limit: 20 }} />
        </>
      )}
    </li>
  );
}

function History({ alert }: { alert: string }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const events = useQuery(queries.alerts.history({ id: alert }));
  if (events.error) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  return (
    <ol className={classes.history}>
      {events.data?.map(({ at, kind, note }) => (
        <li key={`${at}-${kind}`}>
          <span className="tabular">{formatInstant(at, locale)}</span> {t(`event.${kind}`)}
          {note && ` · ${note}`}
        </li>
      ))}
    </ol>
  );
}
