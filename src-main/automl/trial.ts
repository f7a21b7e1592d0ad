/** `Trial`: one candidate of a search with what was measured of it; the means of its units. */
import type { Config } from './samplers/space.ts';
import type { Study } from './study.ts';

export interface Unit {
  f1_macro?: number;
  accuracy?: number;
  log_loss?: number;
  r2?: number;
  rmse?: number;
  mae?: number;
  fit_ms: number;
  latency_us: number;
  bytes: number;
}

export interface Trial {
  number: number;
  /** Those that were drawn together. */
  cohort: number;
  params: Config;
  /** Of an ensemble: the numbers of its members. */
  members: number[] | null;
  state: 'open' | 'complete' | 'pruned' | 'failed';
  /** Why it ended before its time. */
  reason: string | null;
  /** By the number of the fold. */
  units: Record<number, Unit>;
}

export type Measure = keyof Unit;

/** Mean over the units in [from, to) that are there; null when there is none. */
export function meanOf({ units }: Pick<Trial, 'units'>, measure: Measure, from: number, to: number): number | null {
  const values = valuesOf(units, measure, from, to);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviationOf({ units }: Pick<Trial, 'units'>, measure: Measure, from: number, to: number): number | null {
  const values = valuesOf(units, measure, from, to);
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function valuesOf(units: Trial['units'], measure: Measure, from: number, to: number): number[] {
  const values: number[] = [];
  for (let unit = from; unit < to; unit++) {
    const found = units[unit];
    if (found?.[measure] !== undefined) values.push(found[measure]);
  }
  return values;
}

export function countUnits({ units }: Pick<Trial, 'units'>, from: number, to: number): number {
  let count = 0;
  for (let unit = from; unit < to; unit++) if (units[unit]) count++;
  return count;
}

/** Of errors and losses, less is more. */
export const signOf = (metric: string): 1 | -1 => (['log_loss', 'rmse', 'mae'].includes(metric) ? -1 : 1);

/** Higher is better, whatever the metric. */
export function scoreOf(study: Pick<Study, 'objective'>, trial: Pick<Trial, 'units'>, from: number, to: number): number | null {
  const mean = meanOf(trial, study.objective.metric, from, to);
  return mean === null ? null : signOf(study.objective.metric) * mean;
}
