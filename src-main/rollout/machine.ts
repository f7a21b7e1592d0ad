/**
 * `decide`: the state machine of a rollout, pure: from where it stands, what a person wishes and what was seen to where it goes.
 * `driver.ts` writes the answer down and then does what the new phase asks for; doing it twice does no harm, so it may be killed anywhere.
 */
import type { Evidence, RolloutEvent, RolloutPhase, RolloutPlan, RolloutReason, RolloutStatus } from '../contract/rollout.ts';
import { judge, testArms } from './judge.ts';
import { stepsOf, watchOf } from './plan.ts';
import { type Counted, evidenceOf, type Tally } from './tally.ts';

export interface RolloutState {
  phase: RolloutPhase;
  step: number;
  /** When the phase or the step began. */
  since: number;
  stable: number;
  candidate: number | null;
  reason: RolloutReason | null;
  /** Of a manual split, when it is not the plan's own. */
  weight: number | null;
  /** What it does next is a person's to say. */
  waits: boolean;
  /** The stable revision as it was before it gave its traffic away. */
  baseline: Counted | null;
}

export type Wish = { do: 'promote'; all: boolean } | { do: 'pause' | 'resume' | 'undo' } | { do: 'weight'; weight: number };

export interface Look {
  now: number;
  wish: Wish | null;
  tally: Tally;
  /** Whether a replica of the candidate runs. */
  isCandidateUp: boolean;
  /** An alert of drift began under the candidate. */
  drifted: boolean;
}

export interface Decision {
  state: RolloutState;
  status: RolloutStatus;
  event: Pick<RolloutEvent, 'kind' | 'weight' | 'reason' | 'evidence' | 'examples'>;
}

export function weightOf(plan: RolloutPlan, state: RolloutState): number {
  if (state.phase === 'promoting' || state.phase === 'watching' || state.phase === 'finishing') return 100;
  if (state.phase !== 'step') return state.phase === 'over' && state.reason === null ? 100 : 0;
  return state.weight ?? stepsOf(plan)[state.step]?.weight ?? 0;
}

/** Where it goes once the candidate is ready. */
export function firstStep(plan: RolloutPlan, state: RolloutState, now: number): RolloutState {
  return { ...state, phase: stepsOf(plan).length > 0 ? 'step' : 'promoting', step: 0, since: now };
}

/** Null: nothing changes. Only of the phases `step` and `watching`; the others have one way to go. */
export function decide(plan: RolloutPlan, state: RolloutState, status: RolloutStatus, look: Look): Decision | null {
  const { now, wish, tally } = look;
  const evidence = (p: number | null = null) => evidenceOf(tally, p);
  const told = (kind: RolloutEvent['kind'], next: RolloutState, more: Partial<Decision['event']> = {}): Decision['event'] => ({
    ...{ kind, weight: weightOf(plan, next), reason: next.reason, evidence: evidence(), examples: [] },
    ...more,
  });
  const undo = (reason: RolloutReason, found: Evidence = evidence()): Decision => {
    const next: RolloutState = { ...state, phase: 'undoing', since: now, reason, waits: false };
    const kind = reason === 'person' ? 'undone' : 'bad';
    return { state: next, status: 'running', event: told(kind, next, { evidence: found, examples: tally.examples }) };
  };

  if (wish?.do === 'undo') return undo('person');
  const bad = judge(tally, plan.limits, state.baseline);
  if (bad) return undo(bad.reason, evidence(bad.p));
  if (!look.isCandidateUp) return undo('candidate-gone');
  if (state.phase === 'watching' && look.drifted) return undo('drift');

  if (wish?.do === 'pause' && status === 'running') return { state, status: 'paused', event: told('paused', state) };
  if (wish?.do === 'resume' && status === 'paused') {
    const next = { ...state, since: now };
    return { state: next, status: 'running', event: told('resumed', next) };
  }
  if (wish?.do === 'weight' && state.phase === 'step') {
    const next = { ...state, weight: wish.weight, since: now };
    return { state: next, status, event: told('step', next) };
  }
  if (wish?.do === 'promote') return onwards(plan, state, look, told, { all: wish.all });
  if (status === 'paused') return null;
  if (state.phase === 'watching') return now - state.since >= watchOf(plan) ? onwards(plan, state, look, told, { all: false }) : null;
  return state.waits ? null : afterStep(plan, state, look, told, undo);
}

type Tell = (kind: RolloutEvent['kind'], next: RolloutState, more?: Partial<Decision['event']>) => Decision['event'];

function afterStep(
  plan: RolloutPlan,
  state: RolloutState,
  look: Look,
  told: Tell,
  undo: (reason: RolloutReason, found?: Evidence) => Decision,
): Decision | null {
  const { now, tally } = look;
  const step = stepsOf(plan)[state.step]!;
  if (step.holdMs === null || now - state.since < step.holdMs) return null;
  const held = (kind: RolloutEvent['kind'], p: number | null): Decision => {
    const next = { ...state, waits: true };
    return { state: next, status: 'running', event: told(kind, next, { evidence: evidenceOf(tally, p), examples: tally.examples }) };
  };
  if (step.test === 'better') {
    const found = testArms(tally, step.requests);
    if (!found) return null;
    if (!plan.auto || found.winner === null) return held('tested', found.p);
    if (found.winner === 'stable') return undo('test-lost', evidenceOf(tally, found.p));
    return onwards(plan, state, look, told, { all: false, p: found.p });
  }
  if (step.test === 'same-answers') {
    if ((tally.shadow?.compared ?? 0) < step.requests) return null;
    return plan.auto ? onwards(plan, state, look, told, { all: false }) : held('held', null);
  }
  return tally.candidate.requests >= step.requests ? onwards(plan, state, look, told, { all: false }) : null;
}

function onwards(
  plan: RolloutPlan,
  state: RolloutState,
  { now, tally }: Look,
  told: Tell,
  { all, p = null }: { all: boolean; p?: number | null },
): Decision {
  const found = { evidence: evidenceOf(tally, p), examples: tally.examples };
  const moved = { ...state, since: now, waits: false, weight: null };
  if (state.phase === 'watching') {
    const next: RolloutState = { ...moved, phase: 'finishing' };
    return { state: next, status: 'running', event: told('passed', next, found) };
  }
  if (!all && state.step + 1 < stepsOf(plan).length) {
    const next: RolloutState = { ...moved, step: state.step + 1 };
    return { state: next, status: 'running', event: told('step', next, found) };
  }
  const next: RolloutState = { ...moved, phase: 'promoting', baseline: tally.stable.requests > 0 ? tally.stable : state.baseline };
  return { state: next, status: 'running', event: told('promoted', next, found) };
}
