/** The percentiles of a test: from the time at which a request was due, from the time at which it was sent, and by revision where more than one answered. */
import { useTranslation } from 'react-i18next';
import type { Latencies, LoadResult, Locale } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import classes from './load.module.css';
import { formatMs, nameOf, type QuantileName, quantiles } from './quantiles.ts';

export function Percentiles({ result }: { result: LoadResult }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const { latency, service, revisions } = result;
  const several = revisions.length > 1 ? revisions : [];
  return (
    <div className={classes.numbers}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('percentile.of')}</th>
            {quantiles.map((name) => (
              <th key={name} scope="col">
                {nameOf(name, locale)}
              </th>
            ))}
            <th scope="col">{t('percentile.max')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={t('percentile.latency')} hint={t('percentile.latencyHint')} found={latency} />
          <Row name={t('percentile.service')} hint={t('percentile.serviceHint')} found={service} />
          {several.map(({ revision, latency: own }) => (
            <Row key={revision} name={t('revision', { revision })} found={own} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, hint, found }: { name: string; hint?: string; found: Latencies | null }) {
  const { locale } = useLocale();
  if (!found) return null;
  return (
    <tr>
      <th scope="row" title={hint}>
        {name}
      </th>
      {quantiles.map((quantile) => (
        <td key={quantile} title={rangeOf(found[quantile], locale)}>
          {formatMs(found[quantile].ms, locale)}
        </td>
      ))}
      <td>{formatMs(found.max, locale)}</td>
    </tr>
  );
}

function rangeOf({ low, high }: Latencies[QuantileName], locale: Locale): string {
  return high === null ? `≥ ${formatMs(low, locale)}` : `${formatMs(low, locale)} – ${formatMs(high, locale)}`;
}
