/** Metrics that a step logged more than once, as curves. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StepRun } from '#contract';
import { queries } from '../../../app/queries.ts';
import { LineChart } from '../../../components/chart/line-chart.tsx';
import { metricValue } from '../../../lib/metric-value.ts';

const points = 300;

export function StepCurves({ trackingRunId, step }: { trackingRunId: string; step: StepRun }) {
  const keys = Object.keys(step.metrics);
  const histories = useQuery({ ...queries.tracking.histories({ runIds: [trackingRunId], keys, points }), enabled: keys.length > 0, retry: false });
  const series = useMemo(
    () =>
      (histories.data ?? []).flatMap(({ key, points: all }) =>
        all.length > 1 ? [{ label: key, points: all.map(({ step: at, value }): [number, number] => [at, metricValue(value) ?? Number.NaN]) }] : [],
      ),
    [histories.data],
  );
  return series.length > 0 ? <LineChart series={series} height={160} /> : null;
}
