/** "Why did it run?": the reason, and what differs from the earlier run that the step is closest to. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { StepRun } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { formatInstant, shortId } from '../../../lib/format.ts';
import { Difference } from './difference.tsx';
import classes from './why.module.css';

export function StepWhy({ runId, step }: { runId: string; step: StepRun }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  const why = useQuery(queries.pipelines.explain({ runId, step: step.id }));
  return (
    <section className={classes.why} data-testid="step-why">
      <h2>{t(step.attempts === 0 ? 'why.titleNot' : 'why.title')}</h2>
      {why.error && <ErrorState error={why.error} onRetry={() => void why.refetch()} />}
      {!why.data && !why.error && <LinesSkeleton n={2} />}
      {why.data && (
        <>
          <p>{t(`why.reason.${why.data.reason}`)}</p>
          {why.data.origin !== null && (
            <p>
              {t('why.origin')} <Link href={paths.run(why.data.origin)}>{shortId(why.data.origin)}</Link>
            </p>
          )}
          {why.data.compared && why.data.differences.length > 0 && (
            <>
              <p>
                {t(why.data.reason === 'kept' ? 'why.since' : 'why.compared')}{' '}
                <Link href={paths.run(why.data.compared.runId)}>{formatInstant(why.data.compared.startedAt, locale)}</Link>
              </p>
              <ul>
                {why.data.differences.map((difference) => (
                  <Difference key={`${difference.part} ${difference.name}`} difference={difference} />
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
