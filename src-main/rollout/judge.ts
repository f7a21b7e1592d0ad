/**
 * `judge`: whether the candidate is worse than what serves, by what the gateway saw. Each check asks how likely so much would be if it were no worse,
 * so a few unlucky requests decide nothing and a clear failure decides after three or four.
 */
import type { RolloutPlan, RolloutReason } from '../contract/rollout.ts';
import { binomialTail, twoMeans } from './statistics.ts';
import { type Counted, quantile, slowerThan, type Tally } from './tally.ts';

export interface Bad {
  reason: Extract<RolloutReason, 'errors' | 'latency' | 'answers'>;
  p: number;
}

/** Looked at twice a second for minutes: far below what one look would need. */
const alarm = 1e-5;
/** Of the stable revision, before its latency says anything. */
const baselineRequests = 20;
/** Of the candidate: the first requests of a cold process are slow. */
const warmRequests = 12;
/** A machine's hiccup is no slower model. */
const slackMs = 20;
const slackP99Ms = 50;

/** `baseline`: the stable revision before the switch, when it has no traffic of its own any more. */
export function judge({ stable, candidate, shadow }: Tally, limits: RolloutPlan['limits'], baseline: Counted | null): Bad | null {
  const reference = stable.requests >= baselineRequests || !baseline ? stable : baseline;
  return tooManyErrors(candidate, reference, limits.errors) ?? otherAnswers(shadow, limits.different) ?? tooSlow(candidate, reference, limits.slower);
}

function tooManyErrors(candidate: Counted, stable: Counted, tolerated: number): Bad | null {
  const usual = stable.requests > 0 ? stable.errors / stable.requests : 0;
  const p = binomialTail(candidate.errors, candidate.requests, Math.min(0.5, Math.max(tolerated, usual, 1e-4)));
  return candidate.errors > 0 && p < alarm ? { reason: 'errors', p } : null;
}

/** More than one in twenty above what the stable revision's slowest twentieth may take; the same of the slowest hundredth. */
function tooSlow(candidate: Counted, stable: Counted, factor: number): Bad | null {
  if (stable.requests < baselineRequests || candidate.requests < warmRequests) return null;
  for (const [q, slack] of [
    [0.95, slackMs],
    [0.99, slackP99Ms],
  ] as const) {
    const usual = quantile(stable, q)!;
    const p = binomialTail(slowerThan(candidate, Math.max(usual * factor, usual + slack)), candidate.requests, 1 - q);
    if (p < alarm) return { reason: 'latency', p };
  }
  return null;
}

function otherAnswers(shadow: Tally['shadow'], tolerated: number): Bad | null {
  if (!shadow || shadow.different === 0) return null;
  const p = binomialTail(shadow.different, shadow.compared, Math.max(tolerated, 1e-4));
  return p < alarm ? { reason: 'answers', p } : null;
}

export interface Tested {
  winner: 'candidate' | 'stable' | null;
  p: number;
}

const significance = 0.05;

/** Null until both have `needed`: looked at once, at a size set before, so the chance of a false winner is the significance and no more. */
export function testArms({ stable, candidate }: Pick<Tally, 'stable' | 'candidate'>, needed: number): Tested | null {
  const arms = [stable, candidate].map(sampleOf);
  const told = arms.every(({ outcomes }) => outcomes.count > 0);
  const [a, b] = arms.map(({ outcomes, answers }) => (told ? outcomes : answers)) as [Counted['outcomes'], Counted['outcomes']];
  if (a.count < needed || b.count < needed) return null;
  const { p, difference } = twoMeans(a, b);
  if (p >= significance || difference === 0) return { winner: null, p };
  return { winner: difference > 0 ? 'candidate' : 'stable', p };
}

/** What clients told of outcomes; where nobody tells, the share of requests that were answered without an error. */
function sampleOf({ requests, errors, outcomes }: Counted) {
  const fine = requests - errors;
  return { outcomes, answers: { count: requests, sum: fine, squares: fine } };
}
