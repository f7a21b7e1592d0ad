/**
 * `flattened`: a graph in which graphs are members as one graph of models. The node that answers for an inner graph bears the member's name, so that whoever asked
 * the member (and a stack that names a column by it) goes on unchanged; the rest of it is `member.name`. Guards, bandits and figures then reach all the way down.
 */
import type { Classifier } from '../../sdk/types.ts';
import type { GraphParts } from './compose.ts';
import type { GraphNode, ModelGraph } from './types.ts';

export function flattened(whole: GraphParts, partsOf: (model: Classifier) => GraphParts | undefined): GraphParts {
  const nodes: Record<string, GraphNode> = { ...whole.graph.nodes };
  const members: Record<string, Classifier> = {};
  const names: string[] = [];
  for (const name of whole.names) {
    const member = whole.members[name];
    const parts = member && partsOf(member);
    if (!parts) {
      names.push(name);
      if (member) members[name] = member;
      continue;
    }
    const inner = flattened(parts, partsOf);
    const named = (own: string) => (own === inner.graph.output ? name : `${name}.${own}`);
    for (const [own, node] of Object.entries(inner.graph.nodes)) nodes[named(own)] = renamed(node, named);
    for (const own of inner.names) {
      names.push(named(own));
      const model = inner.members[own];
      if (model) members[named(own)] = model;
    }
  }
  const graph: ModelGraph = { output: whole.graph.output, nodes };
  return { graph, members, names };
}

/** The same node, asking by other names. */
function renamed(node: GraphNode, named: (own: string) => string): GraphNode {
  const maybe = (key: 'otherwise' | 'fallback', own: string | undefined) => own !== undefined && { [key]: named(own) };
  const fallback = maybe('fallback', node.fallback);
  switch (node.kind) {
    case 'vote': {
      const weights = node.weights && Object.fromEntries(Object.entries(node.weights).map(([own, weight]) => [named(own), weight]));
      return { ...node, of: node.of.map(named), ...(weights && { weights }), ...fallback };
    }
    case 'stack':
      return { ...node, of: node.of.map(named), as: node.as ?? node.of, with: named(node.with), ...fallback };
    case 'segment': {
      const routes = Object.fromEntries(Object.entries(node.routes).map(([value, own]) => [value, named(own)]));
      return { ...node, routes, ...maybe('otherwise', node.otherwise), ...fallback };
    }
    case 'cascade':
      return { ...node, steps: node.steps.map((step) => ({ ...step, ask: named(step.ask) })), ...fallback };
    case 'router':
      return { ...node, rules: node.rules.map((rule) => ({ ...rule, ask: named(rule.ask) })), ...maybe('otherwise', node.otherwise), ...fallback };
    case 'bandit':
      return { ...node, arms: node.arms.map(named), ...fallback };
  }
}
