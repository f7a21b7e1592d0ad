/**
 * `readGraph`, `printGraph`, `itemsOf`, `withItems` and what is done with them: a graph's text as lists that can be reordered and connected, and back. Pure; whether
 * what comes out is sound, the core says.
 */
import { parse, stringify } from 'yaml';
import type { GraphNode, ModelGraph } from '#contract';

export interface GraphDraft {
  /** Member → `model@alias` or `model:version`. */
  members: Record<string, string>;
  output: string;
  nodes: Record<string, GraphNode>;
}

type Cascade = Extract<GraphNode, { kind: 'cascade' }>;
type Router = Extract<GraphNode, { kind: 'router' }>;

/** One whom a node asks, with what goes with it. */
export interface Item {
  ask: string;
  /** Of a segment. */
  value?: string;
  weight?: number;
  accept?: Cascade['steps'][number]['accept'];
  when?: Router['rules'][number]['when'];
}

export const kinds = ['vote', 'stack', 'segment', 'cascade', 'router', 'bandit'] as const;

/** Null for what is no YAML of this shape (yet). */
export function readGraph(text: string): GraphDraft | null {
  try {
    const { members = {}, output = '', nodes = {} } = parse(text) as Partial<GraphDraft>;
    const isSound = Object.values(nodes).every((node) => kinds.includes(node?.kind) && itemsOf(node).every(({ ask }) => typeof ask === 'string'));
    return isSound && typeof output === 'string' ? { members, output, nodes } : null;
  } catch {
    return null;
  }
}

export const printGraph = ({ members, output, nodes }: GraphDraft): string => stringify({ members, output, nodes });

export const graphOfDraft = ({ output, nodes }: GraphDraft): ModelGraph => ({ output, nodes });

export function itemsOf(node: GraphNode): Item[] {
  switch (node.kind) {
    case 'vote':
      return node.of.map((ask) => ({ ask, ...(node.weights?.[ask] !== undefined && { weight: node.weights[ask] }) }));
    case 'stack':
      return node.of.map((ask) => ({ ask }));
    case 'segment':
      return Object.entries(node.routes).map(([value, ask]) => ({ value, ask }));
    case 'cascade':
      return node.steps.map((step) => ({ ...step }));
    case 'router':
      return node.rules.map((rule) => ({ ...rule }));
    case 'bandit':
      return node.arms.map((ask) => ({ ask }));
  }
}

/** In a cascade every answer but the last has to be accepted. */
const usualAccept = { probability: 0.8 };

export function withItems(node: GraphNode, items: readonly Item[]): GraphNode {
  const names = items.map(({ ask }) => ask);
  switch (node.kind) {
    case 'vote': {
      const weights = Object.fromEntries(items.flatMap(({ ask, weight }) => (weight === undefined ? [] : [[ask, weight]])));
      const { weights: _, ...rest } = node;
      return { ...rest, of: names, ...(Object.keys(weights).length > 0 && { weights }) };
    }
    case 'stack':
      return { ...node, of: names };
    case 'segment':
      return { ...node, routes: Object.fromEntries(items.map(({ value = '', ask }) => [value, ask])) };
    case 'cascade':
      return {
        ...node,
        steps: items.map(({ ask, accept }, i) => (i === items.length - 1 ? { ask } : { ask, accept: accept ?? usualAccept })),
      };
    case 'router':
      return { ...node, rules: items.map(({ ask, when = [] }) => ({ ask, when })) };
    case 'bandit':
      return { ...node, arms: names };
  }
}

/** What else a node says by name: `by` is a column, the others are asked. Empty takes it away where it may be missing. */
export const extras = {
  vote: ['fallback'],
  stack: ['with', 'fallback'],
  segment: ['by', 'otherwise', 'fallback'],
  cascade: ['fallback'],
  router: ['otherwise', 'fallback'],
  bandit: ['fallback'],
} as const;
export type Extra = (typeof extras)[GraphNode['kind']][number];

export const extraOf = (node: GraphNode, extra: Extra): string => (node as Partial<Record<Extra, string>>)[extra] ?? '';

export function withExtra(node: GraphNode, extra: Extra, value: string): GraphNode {
  const { [extra]: _, ...rest } = node as GraphNode & Partial<Record<Extra, string>>;
  return (value === '' && extra !== 'by' && extra !== 'with' ? rest : { ...rest, [extra]: value }) as GraphNode;
}

export const changeNode = (draft: GraphDraft, name: string, items: readonly Item[]): GraphDraft => ({
  ...draft,
  nodes: { ...draft.nodes, [name]: withItems(draft.nodes[name]!, items) },
});

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= items.length) return [...items];
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, items[from]!);
}

/** `from` asks `to` too. Nothing where it does already, or where `from` is a member. */
export function connect(draft: GraphDraft, from: string, to: string): GraphDraft {
  const node = draft.nodes[from];
  if (!node || from === to) return draft;
  const items = itemsOf(node);
  const isOpen = node.kind === 'segment' || node.kind === 'router';
  if (!isOpen && items.some(({ ask }) => ask === to)) return draft;
  const taken = new Set(items.map(({ value }) => value));
  let value = to;
  while (taken.has(value)) value += '+';
  return changeNode(draft, from, [...items, { ask: to, ...(node.kind === 'segment' && { value }) }]);
}

const empty: Record<GraphNode['kind'], GraphNode> = {
  vote: { kind: 'vote', of: [] },
  stack: { kind: 'stack', of: [], with: '' },
  segment: { kind: 'segment', by: '', routes: {} },
  cascade: { kind: 'cascade', steps: [] },
  router: { kind: 'router', rules: [] },
  bandit: { kind: 'bandit', arms: [] },
};

/** A node that asks nobody yet; where there is none of that name. */
export function addNode(draft: GraphDraft, name: string, kind: GraphNode['kind']): GraphDraft {
  if (name === '' || name in draft.nodes || name in draft.members) return draft;
  return { ...draft, nodes: { ...draft.nodes, [name]: empty[kind] } };
}

export function addMember(draft: GraphDraft, model: string): GraphDraft {
  let name = model.replace(/[^\w-]+/g, '-').slice(0, 56);
  while (name in draft.nodes || name in draft.members) name += '-2';
  return { ...draft, members: { ...draft.members, [name]: model } };
}

/** With whatever asked it. */
export function removeName(draft: GraphDraft, name: string): GraphDraft {
  const { [name]: _node, ...nodes } = draft.nodes;
  const { [name]: _member, ...members } = draft.members;
  const left = Object.entries(nodes).map(([own, node]) => {
    const others = itemsOf(node).filter(({ ask }) => ask !== name);
    const named = extras[node.kind].filter((extra) => extra !== 'by' && extraOf(node, extra) === name);
    return [own, named.reduce<GraphNode>((made, extra) => withExtra(made, extra, ''), withItems(node, others))];
  });
  return { ...draft, members, nodes: Object.fromEntries(left) };
}
