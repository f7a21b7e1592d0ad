import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RolloutPlan, rolloutPlan } from '../contract/rollout.ts';
import { bucketOf } from '../gateway/index.ts';
import { wantedReplicas } from './autoscale.ts';
import { judge, testArms } from './judge.ts';
import { decide, firstStep, type Look, type RolloutState, type Wish, weightOf } from './machine.ts';
import { stepsOf } from './plan.ts';
import { binomialTail, twoMeans } from './statistics.ts';
import { type Counted, emptyTally, nothing, type Tally } from './tally.ts';

const plan = (more: Partial<Parameters<typeof rolloutPlan.parse>[0] & object> = {}): RolloutPlan =>
  rolloutPlan.parse({ endpoint: 'e', target: 'm', strategy: 'canary', holdMs: 100, requests: 5, ...more });
const start: RolloutState = {
  phase: 'starting',
  step: 0,
  since: 0,
  stable: 1,
  candidate: 2,
  reason: null,
  weight: null,
  waits: false,
  baseline: null,
};

function counted(requests: number, errors = 0, ms = 5): Counted {
  return { ...nothing(), requests, errors, latency: { [bucketOf(ms)]: requests } };
}
const tally = (stable: Counted, candidate: Counted): Tally => ({ ...emptyTally(), stable, candidate });

describe('the machine', () => {
  it('walks a healthy candidate through every step, and promotes it at the end', () => {
    let state = firstStep(plan({ weights: [5, 25, 50] }), start, 0);
    const seen: string[] = [];
    for (let now = 0; state.phase === 'step'; now += 50) {
      const look: Look = { now, wish: null, tally: tally(counted(95), counted(now > 0 ? 6 : 0)), isCandidateUp: true, drifted: false };
      const decision = decide(plan({ weights: [5, 25, 50] }), state, 'running', look);
      if (!decision) continue;
      state = decision.state;
      seen.push(`${decision.event.kind} ${decision.event.weight}`);
    }
    expect(seen).toEqual(['step 25', 'step 50', 'promoted 100']);
    expect(state.baseline!.requests).toBe(95);
  });

  it('waits for traffic rather than passing what nobody has asked', () => {
    const state = firstStep(plan(), start, 0);
    const look: Look = { now: 1e9, wish: null, tally: emptyTally(), isCandidateUp: true, drifted: false };
    expect(decide(plan(), state, 'running', look)).toBeNull();
  });

  const wish = fc.oneof(
    fc.constant(null),
    fc.record({ do: fc.constant('promote' as const), all: fc.boolean() }),
    fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'undo' as const) }),
    fc.record({ do: fc.constant('weight' as const), weight: fc.integer({ min: 0, max: 100 }) }),
  );
  const observation = fc.record({
    wish,
    after: fc.integer({ min: 0, max: 300 }),
    good: fc.integer({ min: 0, max: 60 }),
    bad: fc.boolean(),
    isCandidateUp: fc.boolean(),
    drifted: fc.boolean(),
  });

  it('keeps its promises whatever comes: no step back, no promotion of what is bad or down, none while paused, shares within bounds', () => {
    const strategy = fc.constantFrom('blue-green', 'canary', 'ab', 'shadow', 'manual');
    fc.assert(
      fc.property(strategy, fc.array(observation, { maxLength: 40 }), (name, observations) => {
        const asked = plan({ strategy: name });
        let state = firstStep(asked, start, 0);
        let status: 'running' | 'paused' = 'running';
        let now = 0;
        for (const { wish: wished, after, good, bad, isCandidateUp, drifted } of observations) {
          if (state.phase === 'promoting') state = { ...state, phase: 'watching', since: now };
          if (state.phase !== 'step' && state.phase !== 'watching') break;
          now += after;
          const seen = tally(counted(100), bad ? counted(20, 20) : counted(good));
          const decision = decide(asked, state, status, { now, wish: wished as Wish | null, tally: seen, isCandidateUp, drifted });
          const wrong = bad || !isCandidateUp || wished?.do === 'undo' || (drifted && state.phase === 'watching');
          if (wrong) expect(decision?.state.phase).toBe('undoing');
          if (!decision) continue;
          const before = state;
          state = decision.state;
          status = decision.status as typeof status;
          expect(weightOf(asked, state)).toBeGreaterThanOrEqual(0);
          expect(weightOf(asked, state)).toBeLessThanOrEqual(100);
          expect(state.step).toBeGreaterThanOrEqual(before.step);
          expect(state.step).toBeLessThan(Math.max(1, stepsOf(asked).length));
          if (state.phase === 'undoing') expect(state.reason).not.toBeNull();
          else expect(state.reason).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the judge', () => {
  const { limits } = plan();

  it('alarms at a clear failure after a few requests, and at none of a thousand looks at a healthy candidate', () => {
    expect(judge(tally(counted(100), counted(3, 3)), limits, null)).toMatchObject({ reason: 'errors' });
    expect(judge(tally(counted(100), counted(2, 2)), limits, null)).toBeNull();
    expect(judge(tally(counted(100), counted(12, 0, 200)), limits, null)).toMatchObject({ reason: 'latency' });
    // The first requests of a cold process are slow.
    expect(judge(tally(counted(100), counted(5, 0, 200)), limits, null)).toBeNull();
    // As bad as what serves is not worse.
    expect(judge(tally(counted(1000, 100), counted(100, 12)), limits, null)).toBeNull();
    expect(judge(tally(nothing(), counted(30, 0, 200)), limits, counted(100))).toMatchObject({ reason: 'latency' });
    expect(judge({ ...tally(counted(100), counted(0)), shadow: { compared: 50, different: 10, dropped: 0 } }, limits, null)).toMatchObject({
      reason: 'answers',
    });
  });

  it('names a winner of an A/B only where the difference is no chance', () => {
    const told = (count: number, sum: number): Counted => ({ ...nothing(), outcomes: { count, sum, squares: sum } });
    expect(testArms({ stable: told(499, 50), candidate: told(500, 90) }, 500)).toBeNull();
    expect(testArms({ stable: told(500, 50), candidate: told(500, 90) }, 500)).toMatchObject({ winner: 'candidate' });
    expect(testArms({ stable: told(500, 90), candidate: told(500, 50) }, 500)).toMatchObject({ winner: 'stable' });
    expect(testArms({ stable: told(500, 50), candidate: told(500, 54) }, 500)).toMatchObject({ winner: null });
  });
});

describe('the statistics', () => {
  it('are exact where it matters', () => {
    // By sums of fractions.
    for (const [k, n, p, exact] of [
      [3, 10, 0.05, 0.011503557379296874],
      [40, 500, 0.05, 0.0027009571817048954],
      [1, 10, 0.5, 0.9990234375],
      [300, 2000, 0.1, 1.5652064462134268e-12],
    ] as const) {
      expect(binomialTail(k, n, p) / exact).toBeCloseTo(1, 8);
    }
    // 2 (1 − Φ(1.96))
    const unit = { count: 1e6, sum: 0, squares: 999_999 };
    const shifted = { count: 1e6, sum: 1.96 * Math.sqrt(2e6), squares: 999_999 + 1.96 ** 2 * 2 };
    expect(twoMeans(unit, shifted).p).toBeCloseTo(0.049995790296, 7);
  });
});

describe('autoscaling', () => {
  const policy = { min: 1, max: 5, concurrency: 4, cpu: 0.7, calmMs: 10_000 };
  const loads = (from: number, to: number, concurrency: number, replicas: number, cpu: number | null = null) =>
    Array.from({ length: (to - from) / 500 }, (_, i) => ({ at: from + (i + 1) * 500, concurrency, cpu, replicas }));

  it('goes up at once, down only after the calm, and never beyond its bounds', () => {
    expect(wantedReplicas(policy, loads(0, 2000, 18, 1), 2000, 1)).toBe(5);
    expect(wantedReplicas(policy, loads(0, 2000, 400, 1), 2000, 1)).toBe(5);
    expect(wantedReplicas(policy, loads(0, 2000, 3, 1, 0.95), 2000, 1)).toBe(2);
    const calm = [...loads(0, 2000, 18, 5), ...loads(2000, 8000, 0.2, 5)];
    expect(wantedReplicas(policy, calm, 8000, 5)).toBe(5);
    expect(wantedReplicas(policy, [...calm, ...loads(8000, 14_000, 0.2, 5)], 14_000, 5)).toBe(1);
    expect(wantedReplicas(policy, [], 0, 3)).toBe(3);
  });
});
