/**
 * `nextMove`: what a search does next, told by what is known of its trials and by nothing else. So the same seed gives the same trials however fast or busy the machine is,
 * and a search that was killed goes on as if nothing had happened.
 */
import { bracketOf, goOn } from './samplers/brackets.ts';
import { gridConfigs } from './samplers/grid.ts';
import { chanceOf, randomConfig } from './samplers/random.ts';
import type { Config } from './samplers/space.ts';
import { tpeConfig } from './samplers/tpe.ts';
import { type Study, unitsOf } from './study.ts';
import { countUnits, scoreOf, type Trial } from './trial.ts';

export type Move =
  | { kind: 'draw'; trials: Pick<Trial, 'number' | 'cohort' | 'params' | 'members'>[] }
  | { kind: 'settle'; trials: { number: number; state: 'complete' | 'pruned'; reason: string | null }[] }
  | { kind: 'measure'; phase: 'search' | 'confirm'; jobs: { number: number; units: number[] }[] }
  | { kind: 'over' };

const gridPoints = 4;
const mostTries = 40;

export function nextMove(study: Study & { seed: number }, trials: readonly Trial[], outOfTime: boolean): Move {
  const open = trials.filter(({ state }) => state === 'open');
  if (open.length > 0) return outOfTime ? cutShort(open) : thin(study, trials, open);
  const drawn = outOfTime ? [] : draw(study, trials);
  return drawn.length > 0 ? { kind: 'draw', trials: drawn } : confirm(study, trials);
}

function cutShort(open: readonly Trial[]): Move {
  return { kind: 'settle', trials: open.map(({ number }) => ({ number, state: 'pruned', reason: 'time' })) };
}

/** A cohort between two rungs is measured on; at a rung, the worse ones stop. */
function thin(study: Study, trials: readonly Trial[], open: readonly Trial[]): Move {
  const { search } = unitsOf(study);
  const { cohort } = open[0]!;
  const { rungs } = bracketOf(study.pruner, search, cohort, study.parallel);
  const done = (trial: Trial) => countUnits(trial, 0, search);
  const least = Math.min(...open.map(done));
  const next = rungs.find((rung) => rung > least);
  if (next === undefined) return { kind: 'settle', trials: open.map(({ number }) => ({ number, state: 'complete', reason: null })) };
  const rung = rungs.findLastIndex((each) => each <= least);
  if (rung >= 0 && study.pruner.kind !== 'none') {
    const alive = trials.filter((trial) => trial.cohort === cohort && trial.members === null && (trial.state !== 'failed' || done(trial) > 0)).length;
    const places = Array.from({ length: rung + 1 }).reduce<number>((left) => goOn(left, (study.pruner as { factor: number }).factor), alive);
    if (open.length > places) {
      const at = rungs[rung]!;
      const order = open.toSorted((a, b) => scoreOf(study, b, 0, at)! - scoreOf(study, a, 0, at)! || a.number - b.number);
      return {
        kind: 'settle',
        trials: order.slice(places).map(({ number }, i) => ({ number, state: 'pruned', reason: `${places + i + 1}/${open.length}@${at}` })),
      };
    }
  }
  const jobs = open.filter((trial) => done(trial) < next).map((trial) => ({ number: trial.number, units: missing(trial, 0, next) }));
  return { kind: 'measure', phase: 'search', jobs };
}

function draw(study: Study & { seed: number }, trials: readonly Trial[]): { number: number; cohort: number; params: Config; members: null }[] {
  const own = trials.filter(({ members }) => members === null);
  const left = study.budget.trials - own.length;
  if (left <= 0) return [];
  const cohort = own.reduce((last, trial) => Math.max(last, trial.cohort + 1), 0);
  const { search } = unitsOf(study);
  const { size } = bracketOf(study.pruner, search, cohort, study.parallel);
  const grid = study.sampler === 'grid' ? gridConfigs(study.space, gridPoints) : null;
  const seen = own.map((trial) => {
    const units = countUnits(trial, 0, search);
    return { params: trial.params, units, score: trial.state === 'failed' ? null : scoreOf(study, trial, 0, search) };
  });
  const tried = new Set(own.map(({ params }) => JSON.stringify(params)));
  const drawn: ReturnType<typeof draw> = [];
  for (let i = 0; i < Math.min(size, left); i++) {
    const number = own.length + i;
    const chance = chanceOf(study.seed, number);
    const params = grid
      ? grid[number]
      : unseen(tried, (tries) =>
          study.sampler === 'tpe' && tries < mostTries / 2 ? tpeConfig(study.space, seen, chance) : randomConfig(study.space, chance),
        );
    if (!params) break;
    tried.add(JSON.stringify(params));
    drawn.push({ number, cohort, params, members: null });
    seen.push({ params, units: 0, score: null });
  }
  return drawn;
}

/** The same candidate twice would only be measured twice; null where nothing else is found. */
function unseen(tried: ReadonlySet<string>, propose: (tries: number) => Config): Config | null {
  for (let tries = 0; tries < mostTries; tries++) {
    const params = propose(tries);
    if (!tried.has(JSON.stringify(params))) return params;
  }
  return null;
}

/** The best are measured again on folds that no choice was made by, and so is the ensemble of the best. */
function confirm(study: Study, trials: readonly Trial[]): Move {
  const { search, all } = unitsOf(study);
  if (all === search) return { kind: 'over' };
  const units = (trial: Trial) => countUnits(trial, 0, search);
  const measured = trials.filter((trial) => trial.state !== 'failed' && trial.members === null && units(trial) > 0);
  // Those that came furthest first: where few were measured whole, the best of those that were stopped have their chance.
  const order = measured.toSorted(
    (a, b) => units(b) - units(a) || scoreOf(study, b, 0, search)! - scoreOf(study, a, 0, search)! || a.number - b.number,
  );
  const isDrawn = trials.some(({ members }) => members !== null);
  const members = order.slice(0, study.ensemble).map(({ number }) => number);
  if (members.length >= 2 && !isDrawn) {
    const number = trials.reduce((last, trial) => Math.max(last, trial.number + 1), 0);
    return { kind: 'draw', trials: [{ number, cohort: -1, params: {}, members }] };
  }
  const asked = [...order.slice(0, study.confirm.top), ...trials.filter((trial) => trial.members !== null && trial.state !== 'failed')];
  const jobs = asked.flatMap((trial) => {
    const units = missing(trial, search, all);
    return units.length > 0 ? [{ number: trial.number, units }] : [];
  });
  return jobs.length > 0 ? { kind: 'measure', phase: 'confirm', jobs } : { kind: 'over' };
}

function missing({ units }: Trial, from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i).filter((unit) => !units[unit]);
}
