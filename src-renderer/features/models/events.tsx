/** All that happened to a model, newest first: who did what when and why. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RegistryEvent } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { formatInstant } from '../../lib/format.ts';
import look from './history.module.css';
import classes from './models.module.css';
import { Who } from './who.tsx';

export function Events({ name }: { name: string }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const events = useQuery(queries.registry.events({ name }));
  if (events.error) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  if (!events.data) return <LinesSkeleton n={6} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ol className={look.history} tabIndex={0}>
      {events.data.map((event) => (
        <li key={event.id}>
          <div>
            {t(`event.${event.kind}`, words(event))}
            <br />
            <span className={classes.quiet}>
              {formatInstant(event.at, locale)} · <Who by={event.by} />
            </span>
            {event.comment !== '' && <p className={look.comment}>{event.comment}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What was empty before or after is said by a dash. */
function words({ name, version, subject, before, after }: RegistryEvent) {
  return { name, version: version ?? '—', subject: subject ?? '—', before: before || '—', after: after || '—' };
}
