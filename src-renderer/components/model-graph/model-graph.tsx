/** `ModelGraphView`: the drawing of a graph of models, loaded when there is one to see. */
import { lazy, Suspense } from 'react';
import { BoxSkeleton } from '../loading.tsx';
import type { GraphCanvasProps } from './graph-canvas.tsx';
import classes from './model-graph.module.css';

const GraphCanvas = lazy(() => import('./graph-canvas.tsx'));

export function ModelGraphView(props: GraphCanvasProps) {
  return (
    <div className={classes.frame}>
      <Suspense fallback={<BoxSkeleton height={380} />}>
        <GraphCanvas {...props} />
      </Suspense>
    </div>
  );
}
