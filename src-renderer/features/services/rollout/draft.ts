/** What the form holds, and the plan that it means. */
import type { Endpoint, RolloutPlanInput, Strategy } from '#contract';

export interface Draft {
  strategy: Strategy;
  target: string;
  weights: string;
  weight: number;
  holdSeconds: number;
  requests: number;
  watchSeconds: number;
  replicas: number;
  errors: number;
  slower: number;
  different: number;
  auto: boolean;
}

export const strategies: readonly Strategy[] = ['canary', 'blue-green', 'shadow', 'ab', 'manual', 'direct'];

export function draftOf(strategy: Strategy, target: string): Draft {
  const requests = strategy === 'ab' ? 500 : strategy === 'shadow' ? 200 : 50;
  const weight = strategy === 'shadow' ? 100 : strategy === 'manual' ? 10 : 50;
  const common = { watchSeconds: strategy === 'direct' ? 0 : 30, replicas: 1, errors: 1, slower: 1.5, different: 1, auto: false };
  return { strategy, target, weights: '5, 25, 50', weight, holdSeconds: 30, requests, ...common };
}

/** Null when the steps are no percentages. */
export function weightsOf(text: string): number[] | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.replace('%', '').trim())
    .filter((part) => part !== '');
  const weights = parts.map(Number);
  return weights.length > 0 && weights.every((weight) => weight > 0 && weight <= 100) ? weights : null;
}

export function planOf({ name, source }: Pick<Endpoint, 'name' | 'source'>, draft: Draft): RolloutPlanInput | null {
  const { strategy, target, weight, holdSeconds, requests, watchSeconds, replicas, auto } = draft;
  const limits = { errors: draft.errors / 100, slower: draft.slower, different: draft.different / 100 };
  // The same program again: of whoever it is now.
  const solution = source.kind === 'program' && source.pipeline === target ? { solution: source.solution } : {};
  const plan = { endpoint: name, ...solution, target, strategy, replicas, auto, limits, watchMs: Math.round(watchSeconds * 1000) };
  if (strategy === 'canary') {
    const weights = weightsOf(draft.weights);
    return weights && { ...plan, weights, holdMs: Math.round(holdSeconds * 1000), requests };
  }
  if (strategy === 'ab' || strategy === 'shadow') return { ...plan, weights: [weight], requests };
  return strategy === 'manual' ? { ...plan, weights: [weight] } : plan;
}
