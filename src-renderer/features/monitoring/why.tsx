/** The computation behind one verdict, step by step, with the numbers that went into it. */
import { useTranslation } from 'react-i18next';
import type { FeatureDrift } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import classes from './drift.module.css';
import { formatP, partsExplain, psiParts, testOf } from './drift-model.ts';

export function Why({ drift }: { drift: FeatureDrift }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const number = (key: string) => formatNumber(drift.evidence[key] ?? Number.NaN, locale);
  const has = (key: string) => drift.evidence[key] !== undefined;
  const ks = testOf(drift, 'ks');
  const chi2 = testOf(drift, 'chi2');
  const outliers = testOf(drift, 'outliers');
  const psi = testOf(drift, 'psi');
  const p = drift.evidence.p ?? 1;
  const corrected = drift.evidence.pCorrected ?? 1;
  const tested = drift.tests.filter(({ pValue }) => pValue !== null).length;
  return (
    <ol className={classes.why}>
      <li>
        <b>{t('why.samples')}</b>{' '}
        {has('referenceMean') && has('currentMean')
          ? t('why.numericSamples', {
              n: number('referenceN'),
              mean: number('referenceMean'),
              std: number('referenceStd'),
              median: number('referenceMedian'),
              n2: number('currentN'),
              mean2: number('currentMean'),
              std2: number('currentStd'),
              median2: number('currentMedian'),
            })
          : t('why.categoricalSamples', {
              n: number('referenceN'),
              n2: number('currentN'),
              categories: number('categories'),
              count: drift.evidence.newCategories ?? 0,
              share: formatPercent(drift.evidence.newShare ?? 0, locale),
            })}
      </li>
      {ks && (
        <li>
          <b>{t('why.ksName')}</b> {t('why.ks', { d: formatNumber(ks.statistic, locale), at: number('ksAt') })}
        </li>
      )}
      {outliers && (
        <li>
          <b>{t('why.outliersName')}</b>{' '}
          {t('why.outliers', {
            low: number('fenceLow'),
            high: number('fenceHigh'),
            before: number('referenceOutliers'),
            n: number('referenceN'),
            now: number('currentOutliers'),
            n2: number('currentN'),
          })}
        </li>
      )}
      {chi2 && (
        <li>
          <b>{t('why.chi2Name')}</b>{' '}
          {ks
            ? t('why.chi2Missing', {
                value: formatNumber(chi2.statistic, locale),
                before: formatPercent(drift.missing.reference, locale),
                now: formatPercent(drift.missing.current, locale),
              })
            : t('why.chi2', { value: formatNumber(chi2.statistic, locale), freedom: number('degreesOfFreedom') })}
        </li>
      )}
      <li>
        <b>{t('why.pName')}</b> {t(tested > 1 ? 'why.pOfMany' : 'why.p', { p: formatP(p, locale), tested })}{' '}
        {t('why.corrected', { subjects: number('subjects'), corrected: formatP(corrected, locale) })}
      </li>
      <li>
        <b>{t('why.verdictName')}</b>{' '}
        {t(`why.verdict.${drift.severity}`, {
          corrected: formatP(corrected, locale),
          five: formatNumber(0.05, locale),
          one: formatNumber(0.01, locale),
        })}
      </li>
      {psi && (
        <li>
          <b>PSI.</b> {t('why.psi', { value: formatNumber(psi.statistic, locale), threshold: formatNumber(psi.threshold, locale) })}
          <Parts name={t(drift.kind === 'numeric' ? 'why.bin' : 'why.category')} bins={drift.bins} psi={psi.statistic} />
        </li>
      )}
    </ol>
  );
}

function Parts({ name, bins, psi }: { name: string; bins: FeatureDrift['bins']; psi: number }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const parts = psiParts(bins);
  const explained = partsExplain(parts, psi);
  return (
    <table className={classes.parts}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{t('drift.reference')}</th>
          <th scope="col">{t('drift.current')}</th>
          <th scope="col">{t('why.difference')}</th>
          {explained && <th scope="col">{t('why.part')}</th>}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.label}>
            <th scope="row">{part.label}</th>
            <td>{formatPercent(part.reference, locale)}</td>
            <td>{formatPercent(part.current, locale)}</td>
            <td>{signed((part.current - part.reference) * 100, locale)}</td>
            {explained && <td>{formatNumber(part.psi, locale)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed(points: number, locale: string): string {
  return points.toLocaleString(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1, signDisplay: 'exceptZero' });
}
