/** Where each step stands: across a page by dagre, down a narrow pane in rows. */
import dagre from '@dagrejs/dagre';
import { down, type Placed, ranksOf, rowSize, type Step } from './rows.ts';

export const sizes = { LR: { width: 196, height: 48 }, TB: rowSize } as const;

export function layout(steps: readonly Step[], direction: 'LR' | 'TB'): Placed[] {
  if (direction === 'TB') return down(steps);
  return steps.length > mostForDagre ? blocks(steps) : across(steps);
}

/** dagre takes seconds for a graph of a thousand steps. */
const mostForDagre = 150;
const perColumn = 20;

/** One block of columns for each rank. */
export function blocks(steps: readonly Step[]): Placed[] {
  const { width, height } = sizes.LR;
  const ranks = ranksOf(steps);
  const byRank = [...Map.groupBy(steps, ({ id }) => ranks.get(id)!)].sort(([a], [b]) => a - b);
  const tallest = Math.min(perColumn, Math.max(...byRank.map(([, layer]) => layer.length)));
  let left = 0;
  return byRank.flatMap(([, layer]) => {
    const columns = Math.ceil(layer.length / perColumn);
    const rows = Math.min(perColumn, layer.length);
    const top = ((tallest - rows) * (height + 16)) / 2;
    const placed = layer.map(({ id }, index) => ({
      id,
      x: left + Math.floor(index / perColumn) * (width + 24),
      y: top + (index % perColumn) * (height + 16),
    }));
    left += columns * (width + 24) + 48;
    return placed;
  });
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
