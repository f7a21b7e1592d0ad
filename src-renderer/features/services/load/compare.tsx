/** Two tests, or two revisions of one, side by side: each percentile, how many times the other it is, and whether that can be claimed. */
import { useTranslation } from 'react-i18next';
import type { Latencies } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatNumber, formatPercent } from '../../../lib/format.ts';
import { Histogram } from './histogram.tsx';
import classes from './load.module.css';
import { formatMs, nameOf, quantiles, verdictOf } from './quantiles.ts';

export interface Compared {
  label: string;
  requests: number;
  failed: number;
  latency: Latencies | null;
  histogram: readonly (readonly [number, number])[];
}

export function Compare({ one, other }: { one: Compared; other: Compared }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const parts = [one, other].map(({ label, histogram }, index) => ({ label, pairs: histogram, marks: [], colour: `var(--b-series-${index + 1})` }));
  const share = ({ failed, requests }: Compared) => formatPercent(requests > 0 ? failed / requests : 0, locale);
  return (
    <section className={classes.result} aria-label={t('compare.title')}>
      <h3>{t('compare.title')}</h3>
      <ul className={classes.legend}>
        {parts.map(({ label, colour }) => (
          <li key={label}>
            <i style={{ background: colour }} />
            {label}
          </li>
        ))}
      </ul>
      <div className={classes.numbers}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('percentile.of')}</th>
              <th scope="col">{one.label}</th>
              <th scope="col">{other.label}</th>
              <th scope="col">{t('compare.ratio')}</th>
              <th scope="col">{t('compare.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {quantiles.map((name) => {
              const [a, b] = [one.latency?.[name], other.latency?.[name]];
              const verdict = a && b ? verdictOf(a, b) : null;
              return (
                <tr key={name}>
                  <th scope="row">{nameOf(name, locale)}</th>
                  <td>{a ? formatMs(a.ms, locale) : '—'}</td>
                  <td>{b ? formatMs(b.ms, locale) : '—'}</td>
                  <td>{a && b && a.ms > 0 ? `× ${formatNumber(Math.round((100 * b.ms) / a.ms) / 100, locale)}` : '—'}</td>
                  <td data-verdict={verdict ?? undefined}>{verdict ? t(`verdict.${verdict}`) : '—'}</td>
                </tr>
              );
            })}
            <tr>
              <th scope="row">{t('figure.failed')}</th>
              <td>{share(one)}</td>
              <td>{share(other)}</td>
              <td />
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <Histogram title={t('histogram.title')} parts={parts} />
      <p className={classes.quiet}>{t('compare.note')}</p>
    </section>
  );
}
