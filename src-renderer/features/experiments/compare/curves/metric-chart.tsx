/** One metric of all compared runs: curves over each other, or bars where each run measured it once. */
import { memo, useMemo, useState } from 'react';
import { Bars } from '../../../../components/charts/bars.tsx';
import { seriesDash } from '../../../../components/charts/colours.ts';
import type { Crosshair } from '../../../../components/charts/crosshair.ts';
import LinesChart from '../../../../components/charts/lines-chart.tsx';
import type { Span } from '../../../../components/charts/scale.ts';
import { ErrorState } from '../../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../../components/loading.tsx';
import { metricValue } from '../../../../lib/metric-value.ts';
import type { RunGroup } from '../grouping.ts';
import { type Axis, fittingAxis, linesOf, measuredOnce } from './lines-of.ts';
import { saveHistories } from './save-histories.ts';
import { useHistories } from './use-histories.ts';

interface Props {
  metric: string;
  groups: readonly RunGroup[];
  axis: Axis;
  log: boolean;
  smoothing: number;
  lit: string | null;
  crosshair: Crosshair;
  height: number;
  colourOf(runId: string): string;
}

/** More than a chart of this width has pixels; zooming asks again. */
const points = 320;
const zoomedPoints = 1000;

/** Drawn again only for what it shows: others come and go beside it while one scrolls. */
export const MetricChart = memo(Chart);

function Chart({ metric, groups, axis, log, smoothing, lit, crosshair, height, colourOf }: Props) {
  const [view, setView] = useState<Span | null>(null);
  const runs = useMemo(() => groups.flatMap((group) => group.runs), [groups]);
  const runIds = useMemo(() => runs.map(({ runId }) => runId), [runs]);
  const steps = view && axis === 'step' ? { from: Math.floor(view[0]), to: Math.ceil(view[1]) } : null;
  const { histories, error, retry } = useHistories(runIds, metric, steps ? zoomedPoints : points, steps);
  const shownAxis = histories ? fittingAxis(axis, histories) : axis;
  const lines = useMemo(
    () => (histories ? linesOf(groups, histories, { axis: shownAxis, smoothing, colourOf, dashOf: seriesDash }) : []),
    [histories, groups, shownAxis, smoothing, colourOf],
  );
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!histories) return <BoxSkeleton height={height + 48} />;
  if (measuredOnce(histories))
    return <Bars title={metric} columns={['', metric]} bars={barsOf(groups, metric, colourOf)} height={height} lit={lit} />;
  return (
    <LinesChart
      title={metric}
      lines={lines}
      axis={shownAxis}
      height={height}
      log={log}
      lit={lit}
      crosshair={crosshair}
      view={view}
      onView={setView}
      onCsv={() => void saveHistories(runs, metric)}
    />
  );
}

function barsOf(groups: readonly RunGroup[], metric: string, colourOf: (runId: string) => string) {
  return groups.map(({ id, label, runs }) => {
    const values = runs.flatMap((run) => metricValue(run.metrics[metric]) ?? []).filter(Number.isFinite);
    const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread =
      mean === null || values.length < 2
        ? {}
        : { spread: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) };
    return { id, label: runs.length > 1 ? `${label} (${runs.length})` : label, colour: colourOf(runs[0]?.runId ?? ''), value: mean, ...spread };
  });
}
