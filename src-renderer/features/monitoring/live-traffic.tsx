/** Latency, requests and errors over time, in the windows that were measured. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRule, Simulation, TrafficWindow } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { LineChart } from '../../components/chart/line-chart.tsx';
import { Facts } from '../../components/page.tsx';
import { formatDuration, formatNumber, formatPercent } from '../../lib/format.ts';
import classes from './monitoring.module.css';
import { playedIn, totalsOf } from './ranges.ts';

interface Props {
  windows: readonly TrafficWindow[];
  rules: readonly AlertRule[];
  simulations: readonly Simulation[];
}

export function LiveTraffic({ windows, rules, simulations }: Props) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const totals = totalsOf(windows);
  const simulated = totalsOf(windows.filter(({ start, end }) => playedIn(simulations, start, end).length > 0)).requests;
  const line = (label: string, read: (window: TrafficWindow) => number | null, colour: string) => ({
    label,
    colour,
    gaps: true,
    points: windows.map((window) => [window.start, read(window)] as const),
  });
  const latency = [line('p50', ({ p50 }) => p50, '--b-series-1'), line('p95', ({ p95 }) => p95, '--b-series-2')];
  const counts = [
    line(t('traffic.requests'), ({ requests }) => requests, '--b-series-1'),
    line(t('traffic.errors'), ({ errors }) => errors, '--b-failed'),
  ];
  const limits = useMemo(() => latencyLimit(windows, rules, (text) => t('traffic.limit', { value: text }), locale), [windows, rules, t, locale]);
  return (
    <>
      <Facts
        items={[
          [
            t('traffic.requests'),
            `${formatNumber(totals.requests, locale)}${simulated > 0 ? ` · ${t('traffic.simulated', { requests: formatNumber(simulated, locale) })}` : ''}`,
          ],
          [t('traffic.errors'), totals.requests === 0 ? '—' : `${totals.errors} (${formatPercent(totals.errors / totals.requests, locale)})`],
          [t('traffic.lastP50'), totals.p50 === null ? '—' : formatDuration(totals.p50, locale)],
          [t('traffic.lastP95'), totals.p95 === null ? '—' : formatDuration(totals.p95, locale)],
        ]}
      />
      <div className={classes.charts}>
        <LineChart
          title={t('traffic.latency')}
          series={latency}
          xLabel={t('traffic.time')}
          time
          sync="monitoring"
          height={190}
          limits={limits}
          format={(ms) => formatDuration(ms, locale)}
        />
        <LineChart title={t('traffic.counts')} series={counts} xLabel={t('traffic.time')} time sync="monitoring" height={190} />
      </div>
    </>
  );
}

/** The line of the rule, once latency comes near it: far above, it would press the curves flat. */
function latencyLimit(windows: readonly TrafficWindow[], rules: readonly AlertRule[], say: (value: string) => string, locale: 'pt-BR' | 'en') {
  const rule = rules.find(({ id, enabled }) => id === 'latency' && enabled);
  const slowest = Math.max(0, ...windows.map(({ p95 }) => p95 ?? 0));
  return rule && slowest > rule.threshold / 4 ? [{ value: rule.threshold, label: say(formatDuration(rule.threshold, locale)) }] : [];
}
