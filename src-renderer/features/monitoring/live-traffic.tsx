/** Latency, requests and errors over time, in the windows that were measured. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRule, Simulation, TrafficWindow } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { createCrosshair } from '../../components/charts/crosshair.ts';
import { FewLines, type Series } from '../../components/charts/few-lines.tsx';
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
  const [crosshair] = useState(createCrosshair);
  const latency = useMemo(
    () => [lineOf(windows, 'p50', ({ p50 }) => p50, '--b-series-1'), lineOf(windows, 'p95', ({ p95 }) => p95, '--b-series-2')],
    [windows],
  );
  const counts = useMemo(
    () => [
      lineOf(windows, t('traffic.requests'), ({ requests }) => requests, '--b-series-1'),
      lineOf(windows, t('traffic.errors'), ({ errors }) => errors, '--b-failed'),
    ],
    [windows, t],
  );
  const sayDuration = useCallback((ms: number) => formatDuration(ms, locale), [locale]);
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
        <FewLines title={t('traffic.latency')} series={latency} axis="wall" crosshair={crosshair} height={190} limits={limits} sayY={sayDuration} />
        <FewLines title={t('traffic.counts')} series={counts} axis="wall" crosshair={crosshair} height={190} />
      </div>
    </>
  );
}

/** Where nothing was measured the line breaks. */
function lineOf(windows: readonly TrafficWindow[], label: string, read: (window: TrafficWindow) => number | null, colour: string): Series {
  return { label, colour, points: windows.map((window) => [window.start, read(window)] as const) };
}

/** The line of the rule, once latency comes near it: far above, it would press the curves flat. */
function latencyLimit(windows: readonly TrafficWindow[], rules: readonly AlertRule[], say: (value: string) => string, locale: 'pt-BR' | 'en') {
  const rule = rules.find(({ id, enabled }) => id === 'latency' && enabled);
  const threshold = rule?.above ?? null;
  const slowest = Math.max(0, ...windows.map(({ p95 }) => p95 ?? 0));
  return threshold !== null && slowest > threshold / 4 ? [{ value: threshold, label: say(formatDuration(threshold, locale)) }] : [];
}
