/** One metric as a chart, drawn once it is near what is seen. Zoomed in over steps, the points between are asked for. */
import { useIntersection } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useRef, useState } from 'react';
import type { MetricPoint } from '#contract';
import { queries } from '../../../app/queries.ts';
import type { Crosshair } from '../../../components/charts/crosshair.ts';
import type { XAxis } from '../../../components/charts/lines-chart.tsx';
import type { Span } from '../../../components/charts/scale.ts';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { lazily } from '../../../lib/lazily.ts';
import classes from './charts.module.css';
import { lineOf } from './curve.ts';

const LinesChart = lazily(() => import('../../../components/charts/lines-chart.tsx'));

interface Props {
  run: { runId: string; startTime: number };
  metric: string;
  title: string;
  points: readonly MetricPoint[];
  axis: XAxis;
  weight: number;
  log: boolean;
  crosshair: Crosshair;
}

const height = 200;
const finePoints = 640;

export function MetricChart({ run, metric, title, points, axis, weight, log, crosshair }: Props) {
  const near = useRef(false);
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  // Once drawn it stays: to draw it again would cost more than to keep it.
  near.current ||= entry?.isIntersecting ?? false;
  const [view, setView] = useState<Span | null>(null);
  const zoomed = view !== null && axis === 'step';
  const fine = useQuery({
    ...queries.tracking.histories({
      runIds: [run.runId],
      keys: [metric],
      points: finePoints,
      ...(zoomed ? { from: Math.floor(view[0]), to: Math.ceil(view[1]) } : {}),
    }),
    enabled: zoomed,
    placeholderData: keepPreviousData,
  });
  const shown = (zoomed && fine.data?.[0]?.points) || points;
  const lines = useMemo(() => [lineOf(title, shown, { axis, start: run.startTime, weight })], [title, shown, axis, run.startTime, weight]);
  return (
    <div ref={ref} className={classes.chart} style={{ minHeight: height + 40 }}>
      {near.current && (
        <Suspense fallback={<BoxSkeleton height={height + 40} />}>
          <LinesChart title={title} lines={lines} axis={axis} height={height} log={log} crosshair={crosshair} view={view} onView={setView} />
        </Suspense>
      )}
    </div>
  );
}
