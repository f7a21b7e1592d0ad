/** `walkGraph`: the answers of a graph to rows. Rows that take the same way are asked together; whoever cannot answer is left out, not fatal. */
import { LabError } from '../../errors.ts';
import type { Prediction, Row } from '../../sdk/types.ts';
import { stackColumns } from './stack.ts';
import type { Accept, Answered, CascadeNode, Condition, GraphNode, ModelGraph, StackNode, VoteNode } from './types.ts';
import { combined } from './vote.ts';

export interface Walk {
  /** May throw: the member is then out for these rows. */
  ask(member: string, rows: readonly Row[]): readonly Prediction[];
  /** Which arm of a bandit is asked for the next row. */
  arm(node: string, arms: readonly string[]): string;
  /** A node is asked about so many rows. */
  entered?(node: string, rows: number): void;
  /** A node had to ask its fallback for so many rows. */
  fellBack?(node: string, rows: number): void;
}

interface Reply extends Answered {
  prediction: Prediction;
  /** Of a vote over numbers. */
  spread?: number;
}

/** Why there is no reply. */
interface None {
  reason: string;
}

type Outcome = Reply | None;

const isReply = (outcome: Outcome): outcome is Reply => 'prediction' in outcome;

/** Throws GRAPH_SILENT where nobody could answer a row. */
export function walkGraph({ output, nodes }: ModelGraph, rows: readonly Row[], walk: Walk): (Prediction & { answered: Answered })[] {
  return ask(output, rows).map((outcome, row) => {
    if (!isReply(outcome)) throw new LabError('GRAPH_SILENT', { node: output, row: row + 1, reason: outcome.reason });
    const { prediction, path, members, degraded } = outcome;
    return { ...prediction, answered: { path, members, degraded } };
  });

  function ask(name: string, given: readonly Row[]): Outcome[] {
    if (given.length === 0) return [];
    const node = nodes[name];
    if (!node) return member(name, given);
    walk.entered?.(name, given.length);
    const found = inside(name, node, given).map((outcome) => (isReply(outcome) ? { ...outcome, path: [name, ...outcome.path] } : outcome));
    const silent = [...found.keys()].filter((i) => !isReply(found[i]!));
    if (node.fallback === undefined || silent.length === 0) return found;
    walk.fellBack?.(name, silent.length);
    const instead = ask(
      node.fallback,
      silent.map((i) => given[i]!),
    );
    instead.forEach((outcome, k) => {
      found[silent[k]!] = isReply(outcome) ? { ...outcome, path: [name, ...outcome.path], degraded: true } : outcome;
    });
    return found;
  }

  function member(name: string, given: readonly Row[]): Outcome[] {
    try {
      return walk.ask(name, given).map((prediction) => ({ prediction, path: [name], members: [name], degraded: false }));
    } catch (error) {
      return given.map(() => ({ reason: `${name}: ${(error as Error).message}` }));
    }
  }

  function inside(name: string, node: GraphNode, given: readonly Row[]): Outcome[] {
    switch (node.kind) {
      case 'vote':
        return vote(node, given);
      case 'stack':
        return stack(node, given);
      case 'segment':
        return scattered(given, (row) => node.routes[String(row[node.by] ?? '')] ?? node.otherwise, `${node.by}: ?`);
      case 'router':
        return scattered(given, (row) => node.rules.find(({ when }) => holds(when, row))?.ask ?? node.otherwise, 'router: ?');
      case 'bandit':
        return scattered(given, () => walk.arm(name, node.arms), '');
      case 'cascade':
        return cascade(node, given);
    }
  }

  /** Each row to whom `whom` names; those of one name together. */
  function scattered(given: readonly Row[], whom: (row: Row) => string | undefined, nobody: string): Outcome[] {
    const out: Outcome[] = given.map(() => ({ reason: nobody }));
    const groups = Map.groupBy(given.keys(), (i) => whom(given[i]!));
    for (const [name, places] of groups) {
      if (name === undefined) continue;
      ask(
        name,
        places.map((i) => given[i]!),
      ).forEach((outcome, k) => {
        out[places[k]!] = outcome;
      });
    }
    return out;
  }

  function vote(node: VoteNode, given: readonly Row[]): Outcome[] {
    const all = node.of.map((name) => ask(name, given));
    return given.map((_, i) => {
      const voices = node.of.flatMap((name, k) => {
        const outcome = all[k]![i]!;
        return isReply(outcome) ? [{ ...outcome, weight: node.weights?.[name] ?? 1 }] : [];
      });
      if (!voices.some(({ weight }) => weight > 0)) return all.at(-1)![i]!;
      return {
        ...combined(node.how ?? 'mean', voices),
        path: [],
        members: [...new Set(voices.flatMap(({ members }) => members))],
        degraded: voices.length < node.of.length || voices.some(({ degraded }) => degraded),
      };
    });
  }

  /** The one who weighs the others needs all of them. */
  function stack(node: StackNode, given: readonly Row[]): Outcome[] {
    const all = node.of.map((name) => ask(name, given));
    const out: Outcome[] = given.map((_, i) => all.map((outcomes) => outcomes[i]!).find((outcome) => !isReply(outcome)) ?? { reason: '' });
    const whole = [...given.keys()].filter((i) => all.every((outcomes) => isReply(outcomes[i]!)));
    const bases = (i: number) => all.map((outcomes) => outcomes[i] as Reply);
    const said = ask(
      node.with,
      whole.map((i) => ({
        ...given[i]!,
        ...Object.assign({}, ...bases(i).map(({ prediction }, k) => stackColumns((node.as ?? node.of)[k]!, prediction))),
      })),
    );
    said.forEach((outcome, k) => {
      const i = whole[k]!;
      out[i] = isReply(outcome)
        ? {
            ...outcome,
            members: [...new Set([...bases(i).flatMap(({ members }) => members), ...outcome.members])],
            degraded: outcome.degraded || bases(i).some(({ degraded }) => degraded),
          }
        : outcome;
    });
    return out;
  }

  /** Who cannot answer is passed over; what was already said counts when nobody further on answers. */
  function cascade(node: CascadeNode, given: readonly Row[]): Outcome[] {
    const out: Outcome[] = given.map(() => ({ reason: '' }));
    const lost = new Set<number>();
    let open = [...given.keys()];
    for (const { ask: name, accept } of node.steps) {
      const found = ask(
        name,
        open.map((i) => given[i]!),
      );
      const next: number[] = [];
      open.forEach((i, k) => {
        const outcome = found[k]!;
        if (isReply(outcome)) out[i] = { ...outcome, degraded: outcome.degraded || lost.has(i) };
        else {
          lost.add(i);
          if (isReply(out[i]!)) out[i] = { ...out[i], degraded: true };
          else out[i] = outcome;
        }
        if (accept && !(isReply(outcome) && isAccepted(outcome, given[i]!, accept))) next.push(i);
      });
      open = next;
    }
    return out;
  }
}

function isAccepted({ prediction, spread }: Reply, row: Row, accept: Accept): boolean {
  if (accept.probability !== undefined && !((prediction.probabilities[prediction.label] ?? 0) >= accept.probability)) return false;
  if (accept.spread !== undefined && !((spread ?? Number.POSITIVE_INFINITY) <= accept.spread)) return false;
  return accept.where === undefined || holds(accept.where, row);
}

function holds(conditions: readonly Condition[], row: Row): boolean {
  return conditions.every(({ column, in: values, min, max }) => {
    const value = row[column] ?? null;
    if (values && !values.includes(value)) return false;
    return (min === undefined || (typeof value === 'number' && value >= min)) && (max === undefined || (typeof value === 'number' && value <= max));
  });
}
