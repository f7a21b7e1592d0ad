/** `leaderboard`, `chooseTrial`, `paretoFront`, `savedShare`: what the trials come to. */
import { type Study, unitsOf } from './study.ts';
import { countUnits, deviationOf, meanOf, scoreOf, signOf, type Trial } from './trial.ts';

export interface BoardRow {
  number: number;
  cohort: number;
  params: Trial['params'];
  members: number[] | null;
  state: Trial['state'];
  reason: string | null;
  /** Folds measured of it. */
  units: number;
  /** Means over the folds of the search; of an ensemble, of the confirmation. */
  metrics: Record<string, number>;
  deviation: number | null;
  /** Of the objective's metric, on the folds of the confirmation. */
  confirmed: number | null;
  confirmedDeviation: number | null;
  /** What of the objective it breaks. */
  broken: string[];
  isOnFront: boolean;
  isChosen: boolean;
}

const shown = ['f1_macro', 'accuracy', 'log_loss', 'r2', 'rmse', 'mae', 'fit_ms', 'latency_us', 'bytes'] as const;

export function leaderboard(study: Study, trials: readonly Trial[]): BoardRow[] {
  const { search, all } = unitsOf(study);
  const { metric } = study.objective;
  const chosen = chooseTrial(study, trials);
  const front = new Set(paretoFront(study, trials));
  const rows = trials.map((trial): BoardRow => {
    const [from, to] = trial.members ? [search, all] : [0, search];
    return {
      ...{ number: trial.number, cohort: trial.cohort, params: trial.params, members: trial.members, state: trial.state, reason: trial.reason },
      units: countUnits(trial, 0, all),
      metrics: Object.fromEntries(shown.flatMap((name) => [meanOf(trial, name, from, to)].flatMap((mean) => (mean === null ? [] : [[name, mean]])))),
      deviation: deviationOf(trial, metric, from, to),
      confirmed: meanOf(trial, metric, search, all),
      confirmedDeviation: deviationOf(trial, metric, search, all),
      broken: brokenLimits(study, trial),
      isOnFront: front.has(trial.number),
      isChosen: trial.number === chosen,
    };
  });
  const rank = ({ isChosen, confirmed, state }: BoardRow) =>
    isChosen ? 0 : confirmed !== null ? 1 : state === 'complete' ? 2 : state === 'failed' ? 4 : 3;
  const sign = signOf(metric);
  const worth = (row: BoardRow) => sign * (row.confirmed ?? row.metrics[metric] ?? -sign * Number.MAX_VALUE);
  return rows.sort((a, b) => rank(a) - rank(b) || (rank(a) === 3 ? b.units - a.units : 0) || worth(b) - worth(a) || a.number - b.number);
}

/**
 * Of those within the limits the best, by the confirmation where there is one; of those that come within the tolerance of it, the one that costs least. Where all break a limit, the best of all.
 */
export function chooseTrial(study: Study, trials: readonly Trial[]): number | null {
  const { search, all } = unitsOf(study);
  const isConfirming = all > search;
  const [from, to] = isConfirming ? [search, all] : [0, search];
  const asked = trials.filter((trial) => trial.state !== 'failed' && countUnits(trial, from, to) === to - from);
  const within = asked.filter((trial) => brokenLimits(study, trial).length === 0);
  const order = (within.length > 0 ? within : asked)
    .map((trial) => ({ trial, score: scoreOf(study, trial, from, to)! }))
    .sort((a, b) => b.score - a.score || a.trial.number - b.trial.number);
  const [best] = order;
  if (!best) return null;
  const { prefer, tolerance } = study.objective;
  if (!prefer) return best.trial.number;
  const close = order.filter(({ score }) => score >= best.score - tolerance);
  const cost = ({ trial }: (typeof order)[number]) => meanOf(trial, prefer, 0, all)!;
  return close.reduce((least, one) => (cost(one) < cost(least) ? one : least)).trial.number;
}

/** Quality × latency × size: trials that none beats in one without losing in another. */
export function paretoFront(study: Study, trials: readonly Trial[]): number[] {
  const { search, all } = unitsOf(study);
  const points = trials
    .filter(({ state, units }) => state === 'complete' && Object.keys(units).length > 0)
    .map((trial) => ({
      number: trial.number,
      at: [
        -(scoreOf(study, trial, trial.members ? search : 0, trial.members ? all : search) ?? 0),
        meanOf(trial, 'latency_us', 0, all)!,
        meanOf(trial, 'bytes', 0, all)!,
      ],
    }));
  const beats = (a: number[], b: number[]) => a.every((value, i) => value <= b[i]!) && a.some((value, i) => value < b[i]!);
  return points.filter((one) => !points.some((other) => beats(other.at, one.at))).map(({ number }) => number);
}

/** The share of training time that pruning spared: what the trials cost against what they would have cost whole, each at its own price per fold. */
export function savedShare(study: Study, trials: readonly Trial[]): { spentMs: number; wholeMs: number; share: number } {
  const { search } = unitsOf(study);
  let [spentMs, wholeMs] = [0, 0];
  for (const trial of trials) {
    const units = countUnits(trial, 0, search);
    if (trial.members || units === 0 || trial.state === 'failed') continue;
    const mean = meanOf(trial, 'fit_ms', 0, search)!;
    spentMs += mean * units;
    wholeMs += mean * search;
  }
  return { spentMs, wholeMs, share: wholeMs === 0 ? 0 : 1 - spentMs / wholeMs };
}

function brokenLimits(study: Study, trial: Trial): string[] {
  const { all } = unitsOf(study);
  return Object.entries(study.objective.limits).flatMap(([name, most]) => {
    const mean = meanOf(trial, name as 'bytes', 0, all);
    return mean !== null && most !== undefined && mean > most ? [name] : [];
  });
}
