import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { chooseTrial, leaderboard, paretoFront, savedShare } from './board.ts';
import { importances } from './importance.ts';
import { nextMove } from './moves.ts';
import { parseStudy, type Study, usualStudy } from './study.ts';
import type { Trial, Unit } from './trial.ts';

const space = { x: { type: 'float', low: 0, high: 1 }, kind: { type: 'choice', values: ['a', 'b'] } };
const studyOf = (given: Record<string, unknown> = {}): Study & { seed: number } => ({ ...usualStudy('teste', { space, ...given }), seed: 7 });

/** Quality grows with x; each fold adds a little of its own. */
function unit({ params, members }: Trial, at: number): Unit {
  const x = members ? 0.97 : Number(params.x);
  return { f1_macro: x + ((at * 37) % 10) / 1000, accuracy: x, log_loss: 1 - x, fit_ms: 10, latency_us: 1 + x, bytes: 100 + 1000 * x };
}

/** Plays a search to its end; `killedAfter`: forgets what was under way whenever so many units are in. */
function play(study: Study & { seed: number }, killedAfter = Number.POSITIVE_INFINITY): { trials: Trial[]; measured: number } {
  const trials: Trial[] = [];
  let measured = 0;
  for (let steps = 0; steps < 2000; steps++) {
    const move = nextMove(study, trials, false);
    if (move.kind === 'over') return { trials, measured };
    if (move.kind === 'draw')
      for (const one of move.trials) trials.push({ ...one, state: one.members ? 'complete' : 'open', reason: null, units: {} });
    if (move.kind === 'settle') for (const { number, ...end } of move.trials) Object.assign(trials.find((trial) => trial.number === number)!, end);
    if (move.kind === 'measure') {
      let before = measured;
      for (const job of move.jobs) {
        for (const at of job.units) {
          if (measured - before >= killedAfter) break;
          const trial = trials.find(({ number }) => number === job.number)!;
          trial.units[at] = unit(trial, at);
          measured++;
        }
      }
      before = measured;
    }
  }
  throw new Error('a search without an end');
}

describe('a search', () => {
  it('gives the same trials for the same seed, also when it is killed again and again', () => {
    for (const pruner of ['none', 'halving', 'hyperband']) {
      const study = studyOf({ pruner: { kind: pruner }, budget: { trials: 23 }, ensemble: 2 });
      const whole = play(study).trials;
      expect(play(study, 2).trials).toEqual(whole);
      expect(play({ ...study, seed: 8 }).trials).not.toEqual(whole);
      expect(whole.filter(({ members }) => members === null)).toHaveLength(23);
      expect(whole.every(({ state }) => state !== 'open')).toBe(true);
    }
  });

  it('measures a fraction of the folds when it prunes, and says why a trial was stopped', () => {
    const trials = play(studyOf({ budget: { trials: 27 } })).trials;
    const { share } = savedShare(studyOf(), trials);
    expect(share).toBeGreaterThan(0.5);
    expect(trials.filter(({ state }) => state === 'pruned').every(({ reason }) => /^\d+\/\d+@\d+$/.test(reason ?? ''))).toBe(true);
    expect(savedShare(studyOf({ pruner: { kind: 'none' } }), play(studyOf({ pruner: { kind: 'none' } })).trials).share).toBe(0);
  });

  it('chooses by folds that no choice was made by', () => {
    const study = studyOf({ budget: { trials: 9 }, pruner: { kind: 'none' } });
    const { trials } = play(study);
    const confirmed = trials.filter(({ units }) => units[9] !== undefined);
    expect(confirmed).toHaveLength(3);
    // The one that looked best turns out to have been lucky.
    const lucky = trials.find(({ number }) => number === chooseTrial(study, trials))!;
    for (let at = 9; at < 18; at++) lucky.units[at] = { ...lucky.units[at]!, f1_macro: 0 };
    expect(chooseTrial(study, trials)).not.toBe(lucky.number);
    expect(leaderboard(study, trials)[0]).toMatchObject({ isChosen: true });
  });

  it('keeps to the limits, and prefers the cheap among the equal', () => {
    const none = { kind: 'none' };
    const free = play(studyOf({ pruner: none })).trials;
    const limit = { limits: { bytes: 700 } };
    const limited = studyOf({ pruner: none, objective: limit, confirm: { top: 0, repeats: 1 } });
    const chosen = free.find(({ number }) => number === chooseTrial(limited, free))!;
    expect(Number(chosen.params.x)).toBeLessThanOrEqual(0.6);
    const cheap = studyOf({ pruner: none, objective: { prefer: 'bytes', tolerance: 0.5 }, confirm: { top: 0, repeats: 1 } });
    const frugal = free.find(({ number }) => number === chooseTrial(cheap, free))!;
    expect(Number(frugal.params.x)).toBeLessThan(Math.max(...free.map(({ params }) => Number(params.x))) - 0.1);
    expect(paretoFront(cheap, free).length).toBeGreaterThan(1);
  });

  it('stops what is open when its time is over, and still confirms', () => {
    const study = studyOf({ budget: { trials: 50 } });
    const trials = play({ ...study, budget: { trials: 9 } }).trials.map((trial) => ({
      ...trial,
      state: trial.state === 'pruned' ? ('open' as const) : trial.state,
    }));
    const move = nextMove(study, trials, true);
    expect(move.kind).toBe('settle');
    expect(move.kind === 'settle' && move.trials.every(({ reason }) => reason === 'time')).toBe(true);
  });

  it('finds the parameter that matters', () => {
    const chance = seededRandom(5);
    const seen = Array.from({ length: 60 }, () => {
      const params = { x: chance(), kind: chance() < 0.5 ? 'a' : 'b' };
      return { params, score: 3 * params.x + (params.kind === 'a' ? 0.1 : 0) };
    });
    const [first] = importances(usualStudy('t', { space }).space, seen);
    expect(first!.param).toBe('x');
    expect(first!.share).toBeGreaterThan(0.8);
  });
});

describe('a study’s YAML', () => {
  it('is read with its defaults, and a mistake is told with its place', () => {
    const text =
      'study: carros\nspace:\n  algorithm: [random_forest, gradient_boosting]\n  trees: { type: int, low: 5, high: 60, log: true, when: { algorithm: random_forest } }\n';
    expect(parseStudy(text, 'b.yaml')).toMatchObject({
      study: 'carros',
      space: { algorithm: { type: 'choice' }, trees: { when: { algorithm: ['random_forest'] } } },
      validation: { folds: 3, repeats: 3 },
    });
    const wrong = () => parseStudy(text.replace('low: 5', 'low: 90'), 'b.yaml');
    expect(wrong).toThrowError(
      expect.objectContaining({ code: 'PIPELINE_INVALID', data: expect.objectContaining({ field: 'space.trees', line: 4 }) }),
    );
    expect(() => parseStudy('study: x\nsampler: bayes\n', 'b.yaml')).toThrowError(expect.objectContaining({ code: 'PIPELINE_INVALID' }));
  });
});
