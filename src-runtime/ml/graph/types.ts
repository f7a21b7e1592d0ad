/** `ModelGraph`: several models as one answer, as data: what a learner writes in TypeScript or YAML. */
import type { Value } from '../../sdk/types.ts';

export interface ModelGraph {
  /** The node or member whose answer is the answer. */
  output: string;
  nodes: Readonly<Record<string, GraphNode>>;
}

export type GraphNode = (VoteNode | StackNode | SegmentNode | CascadeNode | RouterNode | BanditNode) & {
  /** Asked where this node cannot answer. */
  fallback?: string;
};

/** All answer; the mean (`mean`), the middle (`median`) or the most frequent class (`majority`) counts. Who is dead is left out. */
export interface VoteNode {
  kind: 'vote';
  of: readonly string[];
  weights?: Readonly<Record<string, number>>;
  how?: 'mean' | 'median' | 'majority';
}

/** All of `of` answer; the member `with` learned what to make of their answers. */
export interface StackNode {
  kind: 'stack';
  of: readonly string[];
  with: string;
  /** What `with` knows the bases as, where they bear other names; nobody writes it. */
  as?: readonly string[];
}

/** A column's value says who answers. */
export interface SegmentNode {
  kind: 'segment';
  by: string;
  routes: Readonly<Record<string, string>>;
  /** Answers for a value that has no route. */
  otherwise?: string;
}

/** In this order, until one answer is good enough; the last one's always is. */
export interface CascadeNode {
  kind: 'cascade';
  steps: readonly { ask: string; accept?: Accept }[];
}

/** All that is said must hold. */
export interface Accept {
  /** Of the chosen class, at least. */
  probability?: number;
  /** Of a vote over numbers: (largest − smallest) ÷ |mean|, at most. */
  spread?: number;
  where?: readonly Condition[];
}

/** The first rule whose conditions all hold says who answers. */
export interface RouterNode {
  kind: 'router';
  rules: readonly { when: readonly Condition[]; ask: string }[];
  otherwise?: string;
}

export interface Condition {
  column: string;
  in?: readonly Value[];
  min?: number;
  max?: number;
}

/** Arms compete for the traffic by Thompson sampling over the rewards that come back by POST /feedback. */
export interface BanditNode {
  kind: 'bandit';
  arms: readonly string[];
  seed?: number;
  /** With feedback that brings the true number: within this share of it is a reward of 1. 0.1 without it. */
  tolerance?: number;
}

/** Who answered a row. */
export interface Answered {
  /** From the output down: nodes, then the member. */
  path: readonly string[];
  /** Whose predictions the answer is made of. */
  members: readonly string[];
  /** True when somebody who should have answered could not. */
  degraded: boolean;
}

/** Whom a node may ask. */
export function asked(node: GraphNode): string[] {
  const own = ((): (string | undefined)[] => {
    switch (node.kind) {
      case 'vote':
        return [...node.of];
      case 'stack':
        return [...node.of, node.with];
      case 'segment':
        return [...Object.values(node.routes), node.otherwise];
      case 'cascade':
        return node.steps.map(({ ask }) => ask);
      case 'router':
        return [...node.rules.map(({ ask }) => ask), node.otherwise];
      case 'bandit':
        return [...node.arms];
    }
  })();
  return [...new Set([...own, node.fallback].filter((name) => name !== undefined))];
}

/** Columns that decide who answers. */
export function decidingColumns(node: GraphNode): string[] {
  const of = (conditions: readonly Condition[] = []) => conditions.map(({ column }) => column);
  if (node.kind === 'segment') return [node.by];
  if (node.kind === 'router') return node.rules.flatMap(({ when }) => of(when));
  return node.kind === 'cascade' ? node.steps.flatMap(({ accept }) => of(accept?.where)) : [];
}
