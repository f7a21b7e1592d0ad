/** How the values of each column moved: shares before and after side by side, the most different column first. */
import { useTranslation } from 'react-i18next';
import type { ColumnShift } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatNumber } from '../../../lib/format.ts';
import classes from '../data.module.css';

/** The usual reading of the index: below the first nothing moved, above the second a lot did. */
const bounds = { some: 0.1, much: 0.25 };

export function Shifts({ shifts }: { shifts: readonly ColumnShift[] }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  if (shifts.length === 0) return null;
  return (
    <>
      <h3>{t('diff.shifts')}</h3>
      <p className={classes.quiet}>{t('diff.psiHint')}</p>
      <div className={classes.cards}>
        {shifts.map(({ column, bins, psi, before, after }) => {
          const level = psi >= bounds.much ? 'much' : psi >= bounds.some ? 'some' : 'none';
          const highest = Math.max(1e-9, ...bins.flatMap((bin) => [bin.before, bin.after]));
          return (
            <section key={column} className={classes.card} aria-label={column} data-level={level}>
              <h3>
                <span>{column}</span> <small>{t(`diff.level.${level}`, { psi: formatNumber(psi, locale) })}</small>
              </h3>
              <div className={classes.pairs} role="img" aria-label={t('diff.pairs', { column })}>
                {bins.map((bin, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
                  <span key={at} title={labelOf(bin)}>
                    <i style={{ height: `${(100 * bin.before) / highest}%` }} />
                    <i style={{ height: `${(100 * bin.after) / highest}%` }} />
                  </span>
                ))}
              </div>
              {before.mean !== null && after.mean !== null && (
                <p>{t('diff.means', { before: formatNumber(before.mean, locale), after: formatNumber(after.mean, locale) })}</p>
              )}
            </section>
          );
        })}
      </div>
    </>
  );

  function labelOf({ from, to, value }: ColumnShift['bins'][number]): string {
    if (from !== null && to !== null) return `${formatNumber(from, locale)} – ${formatNumber(to, locale)}`;
    if (value === null) return t('diff.others');
    return value === '' ? t('missing') : value;
  }
}
