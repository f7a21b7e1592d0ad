/** What no single column shows: all columns at once, each segment by itself, and how often the model is probably right. */
import { useTranslation } from 'react-i18next';
import type { StudyReport } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatNumber, formatPercent } from '../../../lib/format.ts';
import { formatP } from '../drift-model.ts';
import classes from './study.module.css';

export function Together({ report: { multivariate, segments, estimate, noEstimate, enough } }: { report: StudyReport }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const number = (value: number) => formatNumber(value, locale);
  const share = (value: number) => formatPercent(value, locale);
  return (
    <>
      {multivariate && (
        <section>
          <h3>{t('joint.title')}</h3>
          <p>
            {t('joint.mmd', {
              statistic: number(multivariate.mmd.statistic),
              p: formatP(multivariate.mmd.p, locale),
              rows: number(multivariate.mmd.rows),
              permutations: number(multivariate.mmd.permutations),
            })}
          </p>
          <p>
            {t('joint.classifier', {
              auc: number(multivariate.classifier.auc),
              p: formatP(multivariate.classifier.p, locale),
              rows: number(multivariate.classifier.rows),
            })}{' '}
            {multivariate.classifier.p < 0.05 &&
              t('joint.by', {
                names: multivariate.classifier.shares
                  .filter((each) => each.share >= 0.05)
                  .map((each) => `${each.feature} (${share(each.share)})`)
                  .join(', '),
              })}
          </p>
        </section>
      )}
      {segments && <Segments segments={segments} />}
      {estimate && (
        <section>
          <h3>{t('estimate.title')}</h3>
          <p>
            {t('estimate.accuracy', {
              share: share(estimate.estimated),
              low: share(estimate.low),
              high: share(estimate.high),
              f1: number(estimate.f1),
            })}{' '}
            {estimate.realised && t('estimate.realised', { labels: number(estimate.realised.labels), share: share(estimate.realised.accuracy) })}
          </p>
          <p className={classes.quiet}>
            {t('estimate.by', {
              labelled: number(estimate.labelled),
              measured: share(estimate.measured),
              raw: share(estimate.error.raw),
              after: share(estimate.error.calibrated),
            })}
          </p>
        </section>
      )}
      {enough && noEstimate && <p className={classes.quiet}>{t(`noEstimate.${noEstimate}`)}</p>}
    </>
  );
}

function Segments({ segments: { by, segments, left } }: { segments: NonNullable<StudyReport['segments']> }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  return (
    <section>
      <h3>{t('segments.title', { by })}</h3>
      <table className={classes.segments}>
        <thead>
          <tr>
            <th scope="col">{by}</th>
            <th scope="col">{t('segments.rows')}</th>
            <th scope="col">{t('segments.moved')}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ segment, rows, enough, features }) => {
            const moved = features.filter(({ severity }) => severity !== 'none');
            return (
              <tr key={segment}>
                <th scope="row">{segment}</th>
                <td>
                  {formatNumber(rows.reference, locale)} → {formatNumber(rows.current, locale)}
                </td>
                <td>
                  {!enough && <span className={classes.quiet}>{t('segments.few')}</span>}
                  {enough && moved.length === 0 && <span className={classes.quiet}>{t('segments.none')}</span>}
                  {moved.map(({ feature, severity, psi }) => (
                    <span key={feature} className={classes.moved}>
                      {feature === 'prediction' ? t('prediction') : feature} <StatusBadge status={severity} label={t(`severity.${severity}`)} /> PSI{' '}
                      {formatNumber(psi, locale)}
                    </span>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {left > 0 && <p className={classes.quiet}>{t('segments.left', { count: left })}</p>}
    </section>
  );
}
