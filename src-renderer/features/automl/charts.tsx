/** What a search teaches: its history, which parameters mattered, quality against latency, and all trials at once. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResult } from '#contract';
import { Bars } from '../../components/charts/bars.tsx';
import { type Dimension, dimensionOf } from '../../components/charts/dimension.ts';
import { FewLines } from '../../components/charts/few-lines.tsx';
import { Parallel } from '../../components/charts/parallel.tsx';
import { Scatter } from '../../components/charts/scatter.tsx';
import classes from './automl.module.css';

const height = 260;
const nowhere = () => {};

export function Charts({ result }: { result: SearchResult }) {
  const { t } = useTranslation('automl');
  const { metric } = result.study.objective;
  const history = useMemo(
    () => [
      { label: t('charts.best'), points: result.history.map(({ number, best }) => [number, best] as const) },
      { label: t('charts.trial'), points: result.history.map(({ number, value }) => [number, value] as const) },
    ],
    [result.history, t],
  );
  const rows = result.rows.filter(({ members, metrics }) => members === null && metrics[metric] !== undefined);
  const things = rows.map((row) => ({
    id: String(row.number),
    label: `#${row.number}`,
    colour: row.isChosen ? 'var(--b-ok)' : row.isOnFront ? 'var(--b-accent)' : 'var(--b-muted)',
  }));
  const dimensions: Dimension[] = [
    ...Object.keys(result.study.space).map((name) =>
      dimensionOf(
        name,
        name,
        rows.map(({ params }) => textOf(params[name])),
      ),
    ),
    dimensionOf(
      metric,
      metric,
      rows.map(({ metrics }) => metrics[metric] ?? null),
    ),
  ];
  const cost = dimensionOf(
    'latency',
    t('board.latency'),
    rows.map(({ metrics }) => metrics.latency_us ?? null),
  );
  const bars = result.importances.map(({ param, share }) => ({ id: param, label: param, colour: 'var(--b-accent)', value: share }));
  return (
    <div className={classes.charts}>
      {result.history.length > 1 && <FewLines title={t('charts.history')} series={history} axis="step" height={height} />}
      {bars.length > 0 && <Bars title={t('charts.importance')} columns={[t('charts.param'), t('charts.share')]} bars={bars} height={height} />}
      <Scatter title={t('charts.front')} things={things} x={cost} y={dimensions.at(-1)!} z={null} surface={false} height={height} onOpen={nowhere} />
      <div className={classes.whole}>
        <Parallel title={t('charts.parallel')} things={things} dimensions={dimensions} height={320} onOpen={nowhere} />
      </div>
    </div>
  );
}

const textOf = (value: string | number | boolean | undefined): string | number | null =>
  value === undefined ? null : typeof value === 'boolean' ? String(value) : value;
