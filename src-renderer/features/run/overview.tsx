/** Metrics as they ended, params and tags. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../lib/format.ts';
import { metricValue } from '../../lib/metric-value.ts';
import classes from './run.module.css';
import type { RunDetail } from './run-page.tsx';
import { registeredIn } from './versions.ts';

export function Overview({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const metrics = Object.entries(run.metrics).map(([key, value]): [string, string] => [key, formatNumber(metricValue(value) ?? Number.NaN, locale)]);
  // The note stands above; versions are links below.
  const tags = Object.entries(run.tags).filter(([key]) => key !== 'mlflow.note.content' && key !== 'mlflow.modelVersions');
  const versions = registeredIn(run.tags);
  return (
    <div className={classes.overview}>
      <section aria-labelledby="metrics">
        <h2 id="metrics">{t('metrics')}</h2>
        <Pairs pairs={metrics} none={t('noMetrics')} />
      </section>
      <div>
        {versions.length > 0 && (
          <section aria-labelledby="versions">
            <h2 id="versions">{t('registered')}</h2>
            <ul className={classes.links}>
              {versions.map(({ name, version }) => (
                <li key={`${name}:${version}`}>
                  <Link href={paths.model(name, version)} className={classes.link}>
                    {name} v{version}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="params">
          <h2 id="params">{t('params')}</h2>
          <Pairs pairs={Object.entries(run.params)} none={t('noParams')} />
        </section>
        <section aria-labelledby="tags">
          <h2 id="tags">{t('tags')}</h2>
          <Pairs pairs={tags} none={t('noTags')} />
        </section>
      </div>
    </div>
  );
}

function Pairs({ pairs, none }: { pairs: readonly (readonly [string, string])[]; none: string }) {
  if (pairs.length === 0) return <p className={classes.quiet}>{none}</p>;
  return (
    <dl className={classes.pairs}>
      {pairs.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
