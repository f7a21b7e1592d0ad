/** Where each step stands: across a page by dagre, down a narrow pane in rows. */
import dagre from '@dagrejs/dagre';
import { down, type Placed, rowSize, type Step } from './rows.ts';

export const sizes = { LR: { width: 196, height: 48 }, TB: rowSize } as const;

export function layout(steps: readonly Step[], direction: 'LR' | 'TB'): Placed[] {
  return direction === 'LR' ? across(steps) : down(steps);
}

function across(steps: readonly Step[]): Placed[] {
  const { width, height } = sizes.LR;
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 48 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of steps) graph.setNode(id, { width, height });
  for (const { id, needs } of steps) for (const need of needs) graph.setEdge(need, id);
  dagre.layout(graph);
  return steps.map(({ id }) => {
    const { x, y } = graph.node(id);
    return { id, x: x - width / 2, y: y - height / 2 };
  });
}
