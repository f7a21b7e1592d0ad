/** The learner's own last value of a metric; without one, the invitation to run. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { formatNumber, formatRelative } from '../../lib/format.ts';
import { RunBox } from './run-box.tsx';
import classes from './study.module.css';

interface Props {
  pipeline: string;
  metrica: string;
  texto: string;
}

export function MetricBox({ pipeline, metrica, texto }: Props) {
  const { t } = useTranslation('study');
  const { locale } = useLocale();
  const { data: runs = [] } = useQuery(queries.pipelines.list({ pipeline, limit: 20 }));
  const run = runs.find((each) => each.metrics[metrica] !== undefined && each.solution === 'workspace');
  const value = run?.metrics[metrica];
  if (!run || value === undefined) return <RunBox pipeline={pipeline} texto={t('box.noValue', { text: texto })} />;
  return (
    <>
      <div className={classes.boxBody}>
        <p>{texto}</p>
        <span className={classes.value} data-testid="box-value">
          {formatNumber(value, locale)}
        </span>
      </div>
      <div className={classes.boxMore}>
        <Link href={paths.run(run.runId)}>{t('box.from', { when: formatRelative(run.startedAt, locale) })}</Link>
      </div>
    </>
  );
}
