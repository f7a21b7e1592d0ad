/** Two runs of a pipeline: what changed, and what that cost. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { RunComparison, RunSummary } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { useCrumbs } from '../../../app/use-crumbs.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { PageSkeleton } from '../../../components/loading.tsx';
import { Page, Section } from '../../../components/page.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatDuration, formatInstant, shortId } from '../../../lib/format.ts';
import { Changes } from './changes.tsx';
import classes from './compare.module.css';
import { ComparedMetrics, ComparedSteps } from './costs.tsx';

export default function ComparePage() {
  const { a = '', b = '' } = useParams<{ a: string; b: string }>();
  const { t } = useTranslation('lab');
  const compared = useQuery(queries.runs.compare({ a, b }));
  useCrumbs([{ label: t('title'), href: paths.lab() }, { label: t('compare.title') }]);
  if (compared.error) return <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />;
  return compared.data ? <Comparison compared={compared.data} /> : <PageSkeleton />;
}

function Comparison({ compared }: { compared: RunComparison }) {
  const { t } = useTranslation('lab');
  const { a, b } = compared;
  return (
    <Page
      wide
      title={t('compare.title')}
      lead={a.pipeline === b.pipeline ? a.pipeline : t('compare.apart', { a: a.pipeline, b: b.pipeline })}
      actions={
        <Button component={Link} href={paths.compareRuns(b.runId, a.runId)} variant="default" leftSection={<ArrowLeftRight size={14} />}>
          {t('compare.swap')}
        </Button>
      }
    >
      <div className={classes.pair}>
        <Side run={a} letter="A" />
        <Side run={b} letter="B" />
      </div>
      <Section title={t('compare.changed')}>
        <Changes compared={compared} />
      </Section>
      <Section title={t('compare.cost')}>
        <ComparedSteps compared={compared} />
      </Section>
      {compared.metrics.length > 0 && (
        <Section title={t('results.metrics')}>
          <ComparedMetrics metrics={compared.metrics} />
        </Section>
      )}
    </Page>
  );
}

function Side({ run, letter }: { run: RunSummary; letter: string }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  return (
    <article className={classes.side}>
      <strong aria-hidden="true">{letter}</strong>
      <div>
        <Link href={paths.run(run.runId)}>
          {formatInstant(run.startedAt, locale)} · <code className="mono">{shortId(run.runId)}</code>
        </Link>
        <p>
          <StatusBadge status={run.status} /> · {formatDuration(run.durationMs, locale)} · {t(`common:engine.${run.engine}`)} ·{' '}
          {t(`common:solution.${run.solution}`)}
        </p>
      </div>
    </article>
  );
}
