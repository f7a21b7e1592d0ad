/** Right answers over time, as far as their truth has come, and the feedback loops of an endpoint with each of their steps. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FeedbackLoop, FeedbackState, PerformanceWindow } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { FewLines } from '../../components/charts/few-lines.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { Section } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatInstant, formatNumber, formatPercent } from '../../lib/format.ts';
import classes from './monitoring.module.css';
import { TruthDoor } from './truth-door.tsx';

const looks = {
  running: 'running',
  promoted: 'succeeded',
  kept: 'cancelled',
  refused: 'cancelled',
  'rolled-back': 'failed',
  failed: 'failed',
} as const;

export function Loops({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('loops');
  const performance = useQuery(queries.monitoring.performance({ endpoint: endpoint.name, windowMs: 10_000, windows: 360 }));
  const policies = useQuery(queries.feedback.list());
  const mine = policies.data?.filter(({ policy }) => policy.endpoint === endpoint.name) ?? [];
  return (
    <>
      <Section title={t('performance')} id="performance">
        {performance.error && <ErrorState error={performance.error} onRetry={() => void performance.refetch()} />}
        {performance.isPending && <LinesSkeleton n={3} />}
        {performance.data && <RightAnswers windows={performance.data.windows} waiting={performance.data.waiting} />}
        <TruthDoor endpoint={endpoint.name} />
      </Section>
      <Section title={t('title')} id="loops">
        {policies.error && <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />}
        {policies.isPending && <LinesSkeleton n={3} />}
        {policies.data && mine.length === 0 && <p className={classes.quiet}>{t('none')}</p>}
        {mine.map((state) => (
          <Policy key={state.policy.name} state={state} />
        ))}
      </Section>
    </>
  );
}

function RightAnswers({ windows, waiting }: { windows: readonly PerformanceWindow[]; waiting: number }) {
  const { t } = useTranslation('loops');
  const { locale } = useLocale();
  const judged = useMemo(() => windows.filter(({ labels }) => labels > 0), [windows]);
  const series = useMemo(
    () => [
      { label: t('right'), points: judged.map(({ end, share }) => [end, share] as const) },
      { label: t('low'), points: judged.map(({ end, low }) => [end, low] as const), colour: '--b-muted' },
    ],
    [judged, t],
  );
  if (judged.length === 0) return <p className={classes.quiet}>{t('noTruth', { waiting: formatNumber(waiting, locale) })}</p>;
  const labels = judged.reduce((sum, one) => sum + one.labels, 0);
  return (
    <>
      <p className={classes.quiet}>{t('joined', { labels: formatNumber(labels, locale), waiting: formatNumber(waiting, locale) })}</p>
      <FewLines title={t('performance')} series={series} axis="wall" height={180} sayY={(value) => formatPercent(value, locale)} />
    </>
  );
}

function Policy({ state: { policy, paused, cause, hold, labels, newLabels, loops } }: { state: FeedbackState }) {
  const { t } = useTranslation('loops');
  const { locale } = useLocale();
  const { name } = policy;
  const pause = useAction(() => api.feedback.pause({ name, paused: !paused }));
  const start = useAction(() => api.feedback.start({ name }));
  return (
    <div className={classes.policy}>
      <p className={classes.policyName}>
        <b>{name}</b> · {cause ? t('because', { cause: t(`cause.${cause}`) }) : t('noCause')} {hold && t('held', { hold: t(`hold.${hold}`) })}
      </p>
      <p className={classes.quiet}>{t('labels', { labels: formatNumber(labels, locale), fresh: formatNumber(newLabels, locale) })}</p>
      <div className={classes.actions}>
        <Button variant="default" size="compact-sm" loading={start.isPending} disabled={hold !== null} onClick={() => start.mutate()}>
          {t('start')}
        </Button>
        <Button variant="default" size="compact-sm" loading={pause.isPending} onClick={() => pause.mutate()}>
          {paused ? t('resume') : t('pause')}
        </Button>
      </div>
      <ul className={classes.simulations}>
        {loops.map((loop) => (
          <Loop key={loop.id} loop={loop} />
        ))}
      </ul>
    </div>
  );
}

function Loop({ loop }: { loop: FeedbackLoop }) {
  const { t } = useTranslation('loops');
  const { locale } = useLocale();
  const { comparison, before, after, lineage } = loop;
  return (
    <li className={classes.simulation}>
      <div className={classes.simulationHead}>
        <StatusBadge status={looks[loop.status]} label={t(`status.${loop.status}`)} />
        <b>{t(`cause.${loop.cause}`)}</b>
        <span className={classes.quiet}>{formatInstant(loop.startedAt, locale)}</span>
      </div>
      <p className={classes.quiet}>{loop.events.map(({ kind }) => t(`event.${kind}`)).join(' → ')}</p>
      {comparison && (
        <p>
          {t('compared', {
            challenger: formatPercent(comparison.challenger, locale),
            champion: formatPercent(comparison.champion, locale),
            rows: formatNumber(comparison.rows, locale),
            p: comparison.p < 0.0001 ? `p < ${formatNumber(0.0001, locale)}` : `p = ${formatNumber(comparison.p, locale)}`,
          })}
        </p>
      )}
      {before !== null && after !== null && <p>{t('back', { before: formatPercent(before, locale), after: formatPercent(after, locale) })}</p>}
      <p className={classes.quiet}>
        {t('lineage', {
          train: lineage.train ?? '—',
          exam: lineage.holdout ?? '—',
          run: lineage.run ?? '—',
          from: lineage.champion ?? '—',
          to: lineage.challenger ?? '—',
        })}
      </p>
      {loop.error && <FailureNote failure={loop.error} />}
    </li>
  );
}
