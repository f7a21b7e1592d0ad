/**
 * `bracketOf`: how a cohort of trials is thinned out. A trial is measured in units (folds of a repeated cross-validation); a rung says after how many units the worse
 * ones stop. Successive halving (Jamieson and Talwalkar, 2016) always begins as low as it can; Hyperband (Li et al., 2018) takes turns between beginning low with many
 * trials and beginning high with few.
 */
export type Pruner = { kind: 'none' } | { kind: 'halving' | 'hyperband'; factor: number };

export interface Bracket {
  /** Trials at the beginning. */
  size: number;
  /** Units after which is looked, ascending; the last is all of them. */
  rungs: number[];
}

export function bracketOf(pruner: Pruner, units: number, cohort: number, batch: number): Bracket {
  if (pruner.kind === 'none') return { size: batch, rungs: [units] };
  const all = rungsOf(units, pruner.factor);
  const skipped = pruner.kind === 'hyperband' ? cohort % all.length : 0;
  const rungs = all.slice(skipped);
  const rounds = rungs.length - 1;
  const size = skipped === 0 ? pruner.factor ** rounds : Math.ceil((all.length / (rounds + 1)) * pruner.factor ** rounds);
  return { size: Math.max(1, Math.round(size)), rungs };
}

function rungsOf(units: number, factor: number): number[] {
  const rungs = [units];
  for (let at = Math.floor(units / factor); at >= 1; at = Math.floor(at / factor)) rungs.unshift(at);
  return rungs;
}

/** How many of a rung's trials go on to the next. */
export const goOn = (here: number, factor: number): number => Math.max(1, Math.floor(here / factor));
