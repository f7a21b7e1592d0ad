/** Who moved which alias, when, newest first. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AliasMove } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatInstant, shortId } from '../../lib/format.ts';
import classes from './models.module.css';

export function AliasHistory({ history }: { history: readonly AliasMove[] }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  if (history.length === 0) return <p className={classes.quiet}>{t('history.empty')}</p>;
  return (
    <ol className={classes.history}>
      {[...history]
        .sort((a, b) => b.at - a.at)
        .map((move) => (
          <li key={`${move.at}-${move.alias}`}>
            <b>@{move.alias}</b> {t(`history.${kindOf(move)}`, { from: move.from ?? '', to: move.to ?? '' })}
            <br />
            <span className={classes.quiet}>
              {formatInstant(move.at, locale)} ·{' '}
              {move.by === 'user' ? t('history.you') : <Link href={paths.run(move.by)}>{t('history.run', { run: shortId(move.by) })}</Link>}
            </span>
          </li>
        ))}
    </ol>
  );
}

function kindOf({ from, to }: AliasMove): 'set' | 'moved' | 'removed' {
  if (to === null) return 'removed';
  return from === null ? 'set' : 'moved';
}
