/** `composeModels`, `restoreGraph`, `graphOf`, `graphPart`: several models as one, by a graph: it answers, is kept and is registered as a model is. */
import { LabError } from '../../errors.ts';
import type { Classifier, Row } from '../../sdk/types.ts';
import { describeGraph, type StoredGraph } from './describe.ts';
import { flattened } from './flatten.ts';
import { asked, type ModelGraph } from './types.ts';
import { walkGraph } from './walk.ts';

export interface GraphParts {
  graph: ModelGraph;
  /** Those that could be read. */
  members: Readonly<Record<string, Classifier>>;
  /** All of them. */
  names: readonly string[];
}

const known = new WeakMap<Classifier, GraphParts>();

/** The graph that a model is, for the server and for whoever keeps it. */
export function graphOf(model: Classifier): GraphParts | undefined {
  return known.get(model);
}

export function composeModels(graph: ModelGraph, members: Readonly<Record<string, Classifier>>): Classifier {
  return restoreGraph(describeGraph(graph, members), members);
}

/** A node of a composed model as a model of its own, with all that it asks: what is the rest worth without it? */
export function graphPart(model: Classifier, node: string): Classifier {
  const whole = graphOf(model);
  const at = whole?.graph.nodes[node];
  if (!whole || !at)
    throw new LabError('GRAPH_BAD', {
      path: 'graphPart',
      value: node,
      expected: Object.keys(whole?.graph.nodes ?? {}).join(' | ') || 'composeModels(…)',
    });
  const nodes: Record<string, ModelGraph['nodes'][string]> = {};
  const members: Record<string, Classifier> = {};
  const open = [node];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const inner = whole.graph.nodes[name];
    if (!inner) members[name] = whole.members[name]!;
    else if (!nodes[name]) {
      nodes[name] = inner;
      open.push(...asked(inner));
    }
  }
  return composeModels({ output: node, nodes }, members);
}

export function restoreGraph(stored: StoredGraph, members: Readonly<Record<string, Classifier>>): Classifier {
  const { graph, target, classes, signature, task } = stored;
  const flat = flattened({ graph, members, names: stored.members }, graphOf);
  const model: Classifier = {
    algorithm: 'graph',
    ...(task === 'regression' && { task }),
    ...{ target, classes, signature, importances: null },
    // Outside a server nothing is drawn by lot: the same rows get the same answers.
    predict: (rows: readonly Row[]) =>
      walkGraph(flat.graph, rows, {
        ask: (name, given) => {
          const member = flat.members[name];
          if (!member) throw new LabError('MODEL_BAD', { path: `members/${name}`, reason: '—' });
          return member.predict(given);
        },
        arm: (_, arms) => arms[0]!,
      }),
    toJSON: () => stored,
  };
  known.set(model, { graph, members, names: stored.members });
  return model;
}
