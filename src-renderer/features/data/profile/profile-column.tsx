/** One column of a profile: facts and bars. */
import { useTranslation } from 'react-i18next';
import type { TableProfile } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatNumber, formatPercent } from '../../../lib/format.ts';
import classes from '../data.module.css';

type Column = TableProfile['columns'][number];

const topShown = 5;

export function ProfileColumn({ column, rows }: { column: Column; rows: number }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const { name, kind, missing, distinct, min, max, mean, sd, histogram, top } = column;
  const said = (value: Column['min']) => (typeof value === 'number' ? formatNumber(value, locale) : String(value ?? '—'));
  const highest = Math.max(1, ...(histogram?.counts ?? []));
  return (
    <section className={classes.card} aria-label={name}>
      <h3>
        <span>{name}</span> <small>{t(`kind.${kind}`)}</small>
      </h3>
      <p>
        {t('profile.facts', { distinct: distinct.toLocaleString(locale), missing: formatPercent(missing / Math.max(1, rows), locale) })}
        {mean !== null && ` · ${t('profile.mean', { mean: formatNumber(mean, locale), sd: formatNumber(sd ?? 0, locale) })}`}
      </p>
      {histogram && histogram.counts.length > 0 ? (
        <>
          <div className={classes.histogram} role="img" aria-label={t('profile.histogram', { min: said(min), max: said(max) })}>
            {histogram.counts.map((count, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
              <i key={at} style={{ height: `${(100 * count) / highest}%` }} />
            ))}
          </div>
          <p className={classes.ends}>
            <span>{said(min)}</span>
            <span>{said(max)}</span>
          </p>
        </>
      ) : (
        <ul className={classes.top}>
          {top.slice(0, topShown).map(({ value, count }) => (
            <li key={String(value)}>
              <span>{String(value)}</span>
              <span className="tabular">{formatPercent(count / Math.max(1, rows), locale)}</span>
              <i style={{ width: `${(100 * count) / Math.max(1, rows)}%` }} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
