/** The numbers of the run, in the order in which they were logged. */
import { useTranslation } from 'react-i18next';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatNumber } from '../../lib/format.ts';
import classes from './challenge.module.css';

export function Metrics({ run }: { run: PipelineRun | undefined }) {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const metrics = Object.entries(run?.metrics ?? {});
  if (metrics.length === 0) return <EmptyState title={t('metrics.none')}>{t('metrics.noneText')}</EmptyState>;
  return (
    <dl className={classes.metrics} data-testid="metrics">
      {metrics.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{formatNumber(value, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}
