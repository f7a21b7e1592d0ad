/** `graphLayout`: a graph of models as boxes and lines with their places, left to right. Pure. */
import dagre from '@dagrejs/dagre';
import type { GraphNode, ModelGraph } from '#contract';

export const boxSize = { width: 224, height: 66 } as const;

/** `route`: asked in the ordinary way; `fallback`: when who should answer cannot; `weighs`: the judge of a stack. */
export interface GraphLine {
  from: string;
  to: string;
  kind: 'route' | 'fallback' | 'weighs';
  /** A value, a place in the order; empty where there is nothing to say. */
  text: string;
}

export interface PlacedGraph {
  boxes: { id: string; x: number; y: number }[];
  lines: GraphLine[];
}

export function graphLayout({ output, nodes }: ModelGraph): PlacedGraph {
  const lines = Object.entries(nodes).flatMap(([name, node]) => linesOf(name, node));
  const ids = [...new Set([output, ...Object.keys(nodes), ...lines.map(({ to }) => to)])];
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 110 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) graph.setNode(id, { ...boxSize });
  for (const { from, to } of lines) graph.setEdge(from, to);
  dagre.layout(graph);
  const boxes = ids.map((id) => {
    const { x, y } = graph.node(id);
    return { id, x: x - boxSize.width / 2, y: y - boxSize.height / 2 };
  });
  return { boxes, lines };
}

function linesOf(from: string, node: GraphNode): GraphLine[] {
  const line = (to: string | undefined, text: string, kind: GraphLine['kind'] = 'route'): GraphLine[] =>
    to === undefined ? [] : [{ from, to, kind, text }];
  const own = ((): GraphLine[] => {
    switch (node.kind) {
      case 'vote':
        return node.of.flatMap((name) => line(name, node.weights?.[name] === undefined ? '' : `× ${node.weights[name]}`));
      case 'stack':
        return [...node.of.flatMap((name) => line(name, '')), ...line(node.with, '', 'weighs')];
      case 'segment':
        return [...Object.entries(node.routes).flatMap(([value, name]) => line(name, value)), ...line(node.otherwise, '…')];
      case 'cascade':
        return node.steps.flatMap(({ ask }, i) => line(ask, `${i + 1}`));
      case 'router':
        return [...node.rules.flatMap(({ ask }, i) => line(ask, `${i + 1}`)), ...line(node.otherwise, '…')];
      case 'bandit':
        return node.arms.flatMap((name) => line(name, ''));
    }
  })();
  const all = [...own, ...line(node.fallback, '', 'fallback')];
  // Two lines between the same boxes are one, with both texts.
  const byTarget = Map.groupBy(all, ({ to }) => to);
  return [...byTarget.values()].map((same) => ({
    ...same[0]!,
    text: same
      .map(({ text }) => text)
      .filter(Boolean)
      .join(', '),
  }));
}
