/**
 * A few lines with their names beside them, from plain points: `<FewLines series={[{ label: 'perda', points: [[0, 1], [1, 0.5]] }]} axis="step" />`.
 * The chart itself is loaded when the first one is shown.
 */
import { Suspense, useMemo } from 'react';
import { lazily } from '../../lib/lazily.ts';
import { BoxSkeleton } from '../loading.tsx';
import { seriesDash } from './colours.ts';
import type { Crosshair } from './crosshair.ts';
import type { Line } from './line.ts';
import type { AnyAxis } from './lines-chart.tsx';
import type { Limit } from './paint-names.ts';

const LinesChart = lazily(() => import('./lines-chart.tsx'));

export interface Series {
  label: string;
  /** In order of x. A null breaks the line: nothing was measured there. */
  points: readonly (readonly [x: number, y: number | null])[];
  /** A custom property such as `--b-failed`; else the next colour of the theme. */
  colour?: string;
}

interface Props {
  title: string;
  series: readonly Series[];
  axis: AnyAxis;
  height: number;
  crosshair?: Crosshair;
  limits?: readonly Limit[];
  sayY?: (value: number) => string;
}

/** What `series` and `limits` are must stay the same while nothing changes: the lines are made and thinned anew with each. */
export function FewLines({ series, height, ...props }: Props) {
  const lines = useMemo(() => series.map(lineOf), [series]);
  return (
    <Suspense fallback={<BoxSkeleton height={height + 48} />}>
      <LinesChart {...props} lines={lines} height={height} named />
    </Suspense>
  );
}

function lineOf({ label, points, colour }: Series, index: number): Line {
  return {
    id: label,
    label,
    colour: `var(${colour ?? `--b-series-${(index % 8) + 1}`})`,
    dash: seriesDash(index),
    xs: Float64Array.from(points, ([x]) => x),
    ys: Float64Array.from(points, ([, y]) => (y !== null && Number.isFinite(y) ? y : Number.NaN)),
  };
}
