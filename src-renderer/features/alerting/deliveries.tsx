/** What channels were to tell, newest first, with each attempt and its error; what failed can be sent again. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Delivery, sayDeliveryError } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration, formatInstant } from '../../lib/format.ts';
import classes from './alerting.module.css';

export function Deliveries({ filter }: { filter: { channel?: string; alert?: string; limit: number } }) {
  const { t } = useTranslation('alerting');
  const deliveries = useQuery(queries.channels.deliveries(filter));
  if (deliveries.error) return <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />;
  if (deliveries.data?.length === 0) return <p className={classes.quiet}>{t('deliveries.none')}</p>;
  return (
    <ul className={classes.deliveries}>
      {deliveries.data?.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} />
      ))}
    </ul>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const retry = useAction(() => api.channels.retry({ id: delivery.id }));
  const last = delivery.attempts.at(-1);
  return (
    <li>
      <StatusBadge status={delivery.status} />
      <span>
        {delivery.channel} · {delivery.title}{' '}
        <span className={classes.quiet}>
          {formatInstant(delivery.createdAt, locale)}
          {last && ` · ${t('deliveries.attempts', { count: delivery.attempts.length })} · ${formatDuration(last.ms, locale)}`}
          {last?.answer && !last.error && ` · ${last.answer}`}
          {delivery.nextAt !== null && ` · ${t('deliveries.next', { at: formatInstant(delivery.nextAt, locale) })}`}
        </span>
        {last?.error && <span className={classes.error}>{sayDeliveryError(last.error, locale)}</span>}
      </span>
      {delivery.status === 'failed' && (
        <Button size="compact-xs" variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
          {t('deliveries.retry')}
        </Button>
      )}
    </li>
  );
}
