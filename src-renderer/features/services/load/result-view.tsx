/** One load test, while it sends and afterwards: how much, how long, what failed, and second by second. */
import { Button } from '@mantine/core';
import { Square } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LoadTest } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { FewLines, type Series } from '../../../components/charts/few-lines.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatDuration, formatNumber, formatPercent } from '../../../lib/format.ts';
import { Histogram } from './histogram.tsx';
import classes from './load.module.css';
import { Percentiles } from './percentiles.tsx';
import { formatMs, nameOf } from './quantiles.ts';

export function ResultView({ test }: { test: LoadTest }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const { plan, result, status, error, trackingRunId, revision } = test;
  const { latency, broken } = result;
  const cancel = useAction(() => api.load.cancel({ loadId: test.loadId }));
  return (
    <section className={classes.result} aria-label={t('result.title')}>
      <header>
        <h3>{t('result.name', { profile: t(`profile.${plan.profile.kind}`), rate: formatNumber(plan.profile.rate, locale) })}</h3>
        <StatusBadge status={status} />
        <span className={classes.quiet}>
          {test.target} · {t('revision', { revision })}
        </span>
        {status === 'running' ? (
          <Button size="xs" variant="default" leftSection={<Square size={12} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('common:cancel')}
          </Button>
        ) : (
          trackingRunId && (
            <Button size="xs" variant="default" component={Link} href={paths.experimentRun(trackingRunId)}>
              {t('result.tracked')}
            </Button>
          )
        )}
      </header>
      {error && <FailureNote failure={error} />}
      <Figures test={test} />
      {broken.length > 0 && (
        <ul className={classes.limits}>
          {broken.map(({ limit, wanted, seen }) => (
            <li key={limit}>
              {limit === 'failed'
                ? t('result.brokenFailed', { seen: formatPercent(seen, locale), wanted: formatPercent(wanted, locale) })
                : t('result.broken', { what: limit.replace('Ms', ''), seen: formatMs(seen, locale), wanted: formatMs(wanted, locale) })}
            </li>
          ))}
        </ul>
      )}
      {latency && <Percentiles result={result} />}
      {latency && (
        <Histogram
          title={t('histogram.title')}
          parts={[
            {
              label: t('histogram.answers'),
              colour: 'var(--b-series-1)',
              pairs: result.histogram,
              marks: (['p50', 'p99'] as const).map((name) => ({ name: nameOf(name, locale), ms: latency[name].ms })),
            },
          ]}
        />
      )}
      <Seconds test={test} />
      {latency && (
        <p className={classes.quiet}>{t('result.late', { p99: formatMs(result.late.p99, locale), max: formatMs(result.late.max, locale) })}</p>
      )}
    </section>
  );
}

function Figures({ test: { result, plan } }: { test: LoadTest }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const { sent, ok, failed, errors, throughput, seconds } = result;
  const kinds = Object.entries(errors).map(([kind, count]) => `${isStatus(kind) ? kind : t(`error.${kind}`)} × ${formatNumber(count, locale)}`);
  const fact = (name: string, value: string, bad = false) => (
    <div>
      <dt>{name}</dt>
      <dd data-bad={bad || undefined}>{value}</dd>
    </div>
  );
  return (
    <>
      <dl className={classes.facts}>
        {fact(t('figure.sent'), formatNumber(sent, locale))}
        {fact(t('figure.ok'), formatNumber(ok, locale))}
        {fact(t('figure.failed'), formatNumber(failed, locale), failed > 0)}
        {fact(t('figure.throughput'), formatNumber(Math.round(throughput * 10) / 10, locale))}
        {fact(
          t('figure.time'),
          `${formatDuration(Math.min(seconds, plan.profile.seconds) * 1000, locale)} / ${formatDuration(plan.profile.seconds * 1000, locale)}`,
        )}
      </dl>
      {kinds.length > 0 && <p className={classes.quiet}>{t('figure.kinds', { kinds: kinds.join(', ') })}</p>}
    </>
  );
}

const isStatus = (kind: string) => /^\d+$/.test(kind);
const chartHeight = 150;

function Seconds({ test: { result, plan, status } }: { test: LoadTest }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const { series: all } = result;
  const [counts, latency] = useMemo((): [Series[], Series[]] => {
    // A second that is not over, or in which only the last answers came, would look like a fall.
    const series = all.filter(({ second }, i) => second < plan.profile.seconds && (status !== 'running' || i < all.length - 1));
    const line = (label: string, colour: string, read: (each: (typeof all)[number]) => number | null): Series => ({
      ...{ label, colour },
      points: series.map((each) => [each.second, read(each)] as const),
    });
    return [
      [
        line(t('series.due'), '--b-muted', ({ due }) => due),
        line(t('series.ok'), '--b-series-1', ({ ok }) => ok),
        line(t('series.failed'), '--b-failed', ({ failed }) => failed),
      ],
      [line('p50', '--b-series-1', ({ p50 }) => p50), line('p99', '--b-series-2', ({ p99 }) => p99)],
    ];
  }, [all, plan, status, t]);
  if (all.length < 3) return null;
  return (
    <div className={classes.charts}>
      <FewLines title={t('series.counts')} series={counts} axis="step" height={chartHeight} />
      <FewLines title={t('series.latency')} series={latency} axis="step" height={chartHeight} sayY={(value) => formatMs(value, locale)} />
    </div>
  );
}
