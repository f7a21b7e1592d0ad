/** The graph of a pipeline, live: `<Dag steps={dagOfRun(run.steps)} />`. Loaded when first drawn. */
import { Suspense } from 'react';
import { lazily } from '../../lib/lazily.ts';
import { BoxSkeleton } from '../loading.tsx';
import { heightOf } from './rows.ts';
import type { DagStep } from './steps.ts';

const DagCanvas = lazily(() => import('./dag-canvas.tsx'));

export interface DagProps {
  steps: DagStep[];
  selectedId?: string | null;
  onSelect?: (id: string) => void;
  /** Which way the work flows: `LR` in a wide place, `TB` in a narrow one. */
  direction?: 'LR' | 'TB';
  /** The chain that made the run as long as it was. */
  critical?: ReadonlySet<string>;
  /** Without it, as high as a narrow graph needs. */
  height?: number | string;
}

export function Dag({ height, ...props }: DagProps) {
  return (
    <div style={{ height: height ?? heightOf(props.steps) + 48 }}>
      <Suspense fallback={<BoxSkeleton height="100%" />}>
        <DagCanvas {...props} />
      </Suspense>
    </div>
  );
}
