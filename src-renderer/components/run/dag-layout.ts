/** Where each step stands: layers by dependency, laid out by dagre. */
import dagre from '@dagrejs/dagre';
import type { DagStep } from './steps.ts';

export const nodeSize = { width: 176, height: 48 };

export interface Placed {
  id: string;
  x: number;
  y: number;
}

export function layout(steps: readonly Pick<DagStep, 'id' | 'needs'>[], direction: 'LR' | 'TB'): Placed[] {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: 16, ranksep: direction === 'LR' ? 48 : 32 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) graph.setNode(step.id, { ...nodeSize });
  for (const step of steps) for (const need of step.needs) graph.setEdge(need, step.id);
  dagre.layout(graph);
  return steps.map(({ id }) => {
    const { x, y } = graph.node(id);
    return { id, x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 };
  });
}
