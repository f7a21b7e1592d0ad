/** What was done to a set, by whom and when; closed until somebody wants to know. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DataEvent } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatRelative, shortId } from '../../lib/format.ts';
import classes from './data.module.css';

export function History({ history }: { history: readonly DataEvent[] }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  return (
    <details className={classes.history}>
      <summary>{t('history.title', { count: history.length })}</summary>
      <ol>
        {history.map((event) => (
          <li key={event.id}>
            <span>{sentence(event)}</span>
            <span className={classes.quiet}>
              {event.by === 'user' || event.by === 'lab' ? t(`history.by.${event.by}`) : <Link href={paths.run(event.by)}>{shortId(event.by)}</Link>}
              {' · '}
              {formatRelative(event.at, locale)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );

  function sentence({ kind, version, subject, before, after }: DataEvent): string {
    const words = { version: version ?? '', tag: subject ?? '', before: before ?? '', after: after ?? '' };
    if (kind !== 'tag') return t(`history.${kind}`, words);
    if (after === null) return t('history.tagRemoved', words);
    return before === null ? t('history.tagSet', words) : t('history.tagMoved', words);
  }
}
