/** What an `expect` step found: how much holds, each expectation as a sentence with its share, and the first rows that fail. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExpectationResult, StepRun } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { Expectation } from './expectation.tsx';
import classes from './expectations.module.css';

const weight = { critical: 0, warning: 1, info: 2 };

export function StepExpectations({ runId, step }: { runId: string; step: StepRun }) {
  const { t } = useTranslation('expectations');
  const { locale } = useLocale();
  const found = useQuery({ ...queries.expectations.ofStep({ runId, step: step.id }), enabled: step.outputs.length > 0 });
  if (step.outputs.length === 0) return null;
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return found.data === null ? null : <LinesSkeleton n={4} />;
  const { suite, results, rows, quarantined } = found.data;
  const held = results.filter(({ success }) => success).length;
  return (
    <section data-testid="expectations">
      <h2>{t('title', { suite })}</h2>
      <p className={classes.summary}>
        {t('held', { held, total: results.length })} · {t('rows', { count: rows, rows: rows.toLocaleString(locale) })} ·{' '}
        {t('quarantined', { count: quarantined, rows: quarantined.toLocaleString(locale) })}
      </p>
      <div
        className={classes.bar}
        role="img"
        aria-label={t('valid', { valid: (rows - quarantined).toLocaleString(locale), rows: rows.toLocaleString(locale) })}
      >
        <i className={classes.valid} style={{ width: `${rows === 0 ? 0 : (100 * (rows - quarantined)) / rows}%` }} />
        <i className={classes.apart} style={{ width: `${rows === 0 ? 0 : (100 * quarantined) / rows}%` }} />
      </div>
      <ul className={classes.list}>
        {sorted(results).map(({ result, at }) => (
          <Expectation key={at} result={result} />
        ))}
      </ul>
    </section>
  );
}

/** What failed first, the gravest of it before the rest; else as the suite has them. */
function sorted(results: readonly ExpectationResult[]): { result: ExpectationResult; at: number }[] {
  const rank = ({ success, expectation }: ExpectationResult) => (success ? 10 : 0) + (success ? 0 : weight[expectation.severity]);
  return results.map((result, at) => ({ result, at })).sort((a, b) => rank(a.result) - rank(b.result) || a.at - b.at);
}
