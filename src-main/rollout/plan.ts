/** `stepsOf`, `watchOf`, `keepsWarm`: what each strategy means, as steps that one state machine goes through. */
import type { RolloutPlan } from '../contract/rollout.ts';

export interface Step {
  /** Per cent of the traffic that the candidate answers. */
  weight: number;
  /** Per cent of the traffic of which it gets a copy. */
  shadow: number;
  /** At least so long, and at least so many requests of the candidate; null: until a person says so. */
  holdMs: number | null;
  requests: number;
  /** What must be found out before it goes on. */
  test: 'none' | 'better' | 'same-answers';
}

const canaryWeights = [5, 25, 50];
const canaryHoldMs = 30_000;
const canaryRequests = 50;
const shadowRequests = 200;
const armRequests = 500;
const watchMs = 30_000;

export function stepsOf(plan: RolloutPlan): Step[] {
  const { strategy, weights = [], holdMs, requests } = plan;
  switch (strategy) {
    case 'direct':
    case 'blue-green':
      return [];
    case 'canary': {
      // The last step of a canary is the promotion itself.
      const shares = (weights.length > 0 ? weights : canaryWeights).filter((weight) => weight < 100);
      const hold = holdMs === undefined ? canaryHoldMs : holdMs;
      return shares.map((weight) => ({ weight, shadow: 0, holdMs: hold, requests: requests ?? canaryRequests, test: 'none' }));
    }
    case 'ab':
      return [{ weight: weights[0] ?? 50, shadow: 0, holdMs: holdMs ?? 0, requests: requests ?? armRequests, test: 'better' }];
    case 'shadow':
      return [{ weight: 0, shadow: weights[0] ?? 100, holdMs: holdMs ?? 0, requests: requests ?? shadowRequests, test: 'same-answers' }];
    case 'manual':
      return [{ weight: weights[0] ?? 0, shadow: 0, holdMs: null, requests: 0, test: 'none' }];
  }
}

/** Under all of the traffic, before the rollout is over. */
export function watchOf({ strategy, watchMs: asked }: RolloutPlan): number {
  return asked ?? (strategy === 'direct' || strategy === 'manual' ? 0 : watchMs);
}

/** Whether the revision before stays, so that going back takes no start. */
export function keepsWarm({ strategy }: RolloutPlan): boolean {
  return strategy !== 'direct';
}
