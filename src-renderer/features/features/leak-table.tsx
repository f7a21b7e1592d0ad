/** The last training set: each feature's ROC-AUC alone with the right join and with the naive one, and in how many rows they differ. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { FeatureStore } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatPercent } from '../../lib/format.ts';
import classes from './features.module.css';

/** A jump that nobody should shrug at. */
const suspicious = 0.05;

export function LeakTable({ history: { result, runId } }: { history: NonNullable<FeatureStore['history']> }) {
  const { t } = useTranslation('features');
  const { locale } = useLocale();
  const rows = [...result.features].sort((a, b) => jump(b) - jump(a));
  return (
    <>
      <p className={classes.quiet}>
        {t('leak.about', { rows: result.rows.toLocaleString(locale), late: result.late.toLocaleString(locale) })}{' '}
        {runId && <Link href={paths.run(runId)}>{t('leak.run')}</Link>}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('feature')}</th>
            <th>{t('leak.right')}</th>
            <th>{t('leak.naive')}</th>
            <th data-number>{t('leak.changed')}</th>
            <th data-number>{t('missing')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((feature) => (
            <tr key={feature.name}>
              <td>
                <code>{feature.name}</code> {jump(feature) > suspicious && <span className={classes.warning}>{t('leak.leaks')}</span>}
              </td>
              <td>
                <Bar value={feature.auc} locale={locale} />
              </td>
              <td>
                <Bar value={feature.naiveAuc} locale={locale} naive={jump(feature) > suspicious} />
              </td>
              <td data-number>{formatPercent(result.rows === 0 ? 0 : feature.changed / result.rows, locale)}</td>
              <td data-number>{formatPercent(result.rows === 0 ? 0 : feature.missing / result.rows, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const jump = ({ auc, naiveAuc }: { auc: number | null; naiveAuc: number | null }) => (naiveAuc ?? 0) - (auc ?? 0);

/** From a coin (0.5) to certainty (1). */
function Bar({ value, locale, naive = false }: { value: number | null; locale: string; naive?: boolean }) {
  if (value === null) return <>—</>;
  return (
    <span className={classes.bar}>
      <span className={classes.track} aria-hidden>
        <span data-naive={naive || undefined} style={{ width: `${Math.max(2, (value - 0.5) * 200)}%` }} />
      </span>
      {value.toLocaleString(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}
    </span>
  );
}
