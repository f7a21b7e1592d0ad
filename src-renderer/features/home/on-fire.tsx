/** What needs a person now: alerts, services that do not answer, the last run of a pipeline when it failed. Else one calm line. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview, RunSummary } from '#contract';
import { explainFailure } from '../../app/errors.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { StatusShape } from '../../components/status-shape.tsx';
import classes from './home.module.css';
import { brokenPipelines } from './home-model.ts';

export function OnFire({ overview, runs }: { overview: Overview; runs: RunSummary[] }) {
  const { t } = useTranslation('home');
  const { locale } = useLocale();
  const broken = brokenPipelines(runs);
  const { firingAlerts, endpoints } = overview;
  if (firingAlerts + endpoints.unhealthy + broken.length === 0) {
    return (
      <p className={classes.quiet}>
        <StatusShape look="ok" /> {endpoints.ready > 0 ? t('fire.calmServing', { count: endpoints.ready }) : t('fire.calm')}
      </p>
    );
  }
  return (
    <ul className={classes.list}>
      {firingAlerts > 0 && (
        <li>
          <StatusShape look="failed" size={18} />
          <span>{t('fire.alerts', { count: firingAlerts })}</span>
          <Link href={paths.monitoring()}>{t('fire.see')}</Link>
        </li>
      )}
      {endpoints.unhealthy > 0 && (
        <li>
          <StatusShape look="failed" size={18} />
          <span>{t('fire.unhealthy', { count: endpoints.unhealthy })}</span>
          <Link href={paths.services()}>{t('fire.see')}</Link>
        </li>
      )}
      {broken.map((run) => (
        <li key={run.runId}>
          <StatusShape look="failed" size={18} />
          <span>{t('fire.run', { pipeline: run.pipeline, what: run.error ? explainFailure(run.error, locale).what : '' })}</span>
          <Link href={paths.run(run.runId)}>{t('fire.see')}</Link>
        </li>
      ))}
    </ul>
  );
}
