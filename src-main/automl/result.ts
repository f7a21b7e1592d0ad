/** `resultOf`: what a search came to, as its step leaves it (`placar.json`), its page shows it and tracking keeps it. */
import { type BoardRow, leaderboard, savedShare } from './board.ts';
import { importances } from './importance.ts';
import type { SearchRow } from './store.ts';
import { unitsOf } from './study.ts';
import { scoreOf, signOf, type Trial } from './trial.ts';

export interface SearchResult {
  study: SearchRow['plan']['study'];
  chosen: number | null;
  rows: (BoardRow & { folds: Record<string, number> })[];
  importances: { param: string; share: number }[];
  saved: ReturnType<typeof savedShare>;
  /** Best score so far, by the number of the trial. */
  history: { number: number; value: number; best: number }[];
  /** How much better the best looked while it was looked for than it proved to be. */
  optimism: number | null;
}

export function resultOf({ plan, chosen }: Pick<SearchRow, 'plan' | 'chosen'>, trials: readonly Trial[]): SearchResult {
  const { study } = plan;
  const { search, all } = unitsOf(study);
  const sign = signOf(study.objective.metric);
  const own = trials.filter(({ members }) => members === null);
  const scored = own.flatMap((trial) => {
    const score = trial.state === 'failed' ? null : scoreOf(study, trial, 0, search);
    return score === null ? [] : [{ number: trial.number, params: trial.params, score, isWhole: trial.state === 'complete' }];
  });
  const rows = leaderboard(study, trials).map((row) => {
    const { units } = trials.find(({ number }) => number === row.number)!;
    return { ...row, folds: Object.fromEntries(Object.entries(units).map(([unit, measures]) => [unit, measures[study.objective.metric] ?? 0])) };
  });
  let best = Number.NEGATIVE_INFINITY;
  const history = scored
    .filter(({ isWhole }) => isWhole)
    .map(({ number, score }) => {
      best = Math.max(best, score);
      return { number, value: sign * score, best: sign * best };
    });
  const whole = scored.filter(({ isWhole }) => isWhole).toSorted((a, b) => b.score - a.score)[0];
  const proved = whole && scoreOf(study, own.find(({ number }) => number === whole.number)!, search, all);
  return {
    study,
    chosen,
    rows,
    importances: importances(study.space, scored),
    saved: savedShare(study, trials),
    history,
    optimism: whole && proved !== null && proved !== undefined ? whole.score - proved : null,
  };
}
