/** What came out of a run: metrics, the registered model, the endpoint. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './lab.module.css';
import { RunData } from './run-data.tsx';

export function RunResults({ run }: { run: PipelineRun }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  const metrics = Object.entries(run.metrics);
  return (
    <>
      <h2>{t('results.metrics')}</h2>
      {metrics.length === 0 && <p className={classes.quiet}>{run.endedAt === null ? t('results.soon') : t('results.none')}</p>}
      <dl className={classes.pairs} data-testid="metrics">
        {metrics.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{formatNumber(value, locale)}</dd>
          </div>
        ))}
      </dl>
      {(run.model || run.endpoint || run.trackingRunId) && (
        <ul className={classes.links}>
          {run.model && (
            <li>
              {t('results.model')} <Link href={paths.model(run.model.name)}>{`${run.model.name} v${run.model.version}`}</Link>
            </li>
          )}
          {run.endpoint && (
            <li>
              {t('results.endpoint')} <Link href={paths.service(run.endpoint)}>{run.endpoint}</Link>
            </li>
          )}
          {run.trackingRunId && (
            <li>
              <Link href={paths.experimentRun(run.trackingRunId)}>{t('results.tracking')}</Link>
            </li>
          )}
        </ul>
      )}
      <RunData runId={run.runId} />
      <p className={classes.quiet}>{t('results.hint')}</p>
    </>
  );
}
