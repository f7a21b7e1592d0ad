/** The features by how surely they moved away from the training sample, each with its distributions and its reasons. */
import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DriftReport, Simulation } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatInstant, formatNumber, formatPercent } from '../../lib/format.ts';
import { DistributionLegend } from './distribution.tsx';
import classes from './drift.module.css';
import { leastRequests } from './drift-model.ts';
import { FeatureRow } from './feature-row.tsx';
import { playedIn } from './ranges.ts';

interface Props {
  report: DriftReport;
  simulations: readonly Simulation[];
}

export function Drift({ report, simulations }: Props) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const { window, reference, features } = report;
  if (reference.rows === 0) return <p className={classes.quiet}>{t('drift.noReference')}</p>;
  if (!report.enough) {
    return (
      <div className={classes.few} role="status">
        <p>
          <b>{t('drift.few', { count: window.requests, least: leastRequests })}</b> {t('drift.fewWhy')}
        </p>
        <Progress value={window.requests} size={6} aria-label={t('drift.fewLabel')} />
      </div>
    );
  }
  const played = playedIn(simulations, window.start, window.end);
  const columns = features.filter(({ kind }) => kind !== 'prediction');
  const drifted = columns.filter(({ severity }) => severity !== 'none');
  return (
    <>
      <p className={classes.verdict}>
        {t(drifted.length === 0 ? 'drift.noneMoved' : 'drift.moved', {
          drifted: drifted.length,
          total: columns.length,
          share: formatPercent(report.score, locale),
        })}{' '}
        <span className={classes.quiet}>
          {t('drift.window', {
            requests: formatNumber(window.requests, locale),
            from: formatInstant(window.start, locale),
            to: formatInstant(window.end, locale),
            rows: formatNumber(reference.rows, locale),
            source: reference.source,
          })}
        </span>
      </p>
      <div className={classes.driftHead}>
        {played.length > 0 && <SimulatedNote simulations={played} />}
        <DistributionLegend />
      </div>
      <ul className={classes.features}>
        {features.map((feature) => (
          <FeatureRow key={feature.feature} drift={feature} />
        ))}
      </ul>
    </>
  );
}

/** Simulated traffic never passes for real traffic. */
export function SimulatedNote({ simulations }: { simulations: readonly Pick<Simulation, 'scenario' | 'feature' | 'seed'>[] }) {
  const { t } = useTranslation('monitoring');
  const names = simulations.map((played) => `${t(`scenario.${played.scenario}`)}${played.feature ? ` (${played.feature})` : ''}`);
  return (
    <span className={classes.simulated}>
      <b>{t('simulated')}</b> {t('drift.simulated', { names: [...new Set(names)].join(', ') })}
    </span>
  );
}
