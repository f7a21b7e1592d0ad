/** The graph of a pipeline, live: `<Dag steps={dagOfRun(run.steps)} />`. Loaded when first drawn. */
import { lazy, Suspense } from 'react';
import { BoxSkeleton } from '../loading.tsx';
import type { DagStep } from './steps.ts';

const DagCanvas = lazy(() => import('./dag-canvas.tsx'));

export interface DagProps {
  steps: DagStep[];
  selectedId?: string | null;
  onSelect?: (id: string) => void;
  /** Which way the work flows: `LR` in a wide place, `TB` in a narrow one. */
  direction?: 'LR' | 'TB';
  height?: number | string;
}

export function Dag({ height = 320, ...props }: DagProps) {
  return (
    <div style={{ height }}>
      <Suspense fallback={<BoxSkeleton height="100%" />}>
        <DagCanvas {...props} />
      </Suspense>
    </div>
  );
}
