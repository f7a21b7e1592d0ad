/** `decidingMetric`, `isLowerBetter`, `bound`: which metric judges two versions, which way is better, and how far the newcomer may fall behind. */

/** In this order, when nobody says which: what tells most about a classifier, then about a regression. */
const usual = ['f1_macro', 'macro_f1', 'f1', 'f1_score', 'roc_auc', 'auc', 'accuracy', 'r2', 'rmse', 'mae', 'mse', 'log_loss', 'loss'];
const lower =
  /(^|[_\-. /])(loss|error|err|rmse|mae|mse|mape|smape|msle|rmsle|logloss|brier|perplexity|wer|cer|fpr|fnr|latency|seconds|ms)($|[_\-. /])/i;

const word = (names: string) => new RegExp(`(^|[_\\-. /])(${names})($|[_\\-. /])`, 'i');
const training = word('train|training|fit|insample');
/** What was measured on data that the model had not seen, the last seen first; then what does not say. */
const heldOut = [word('test|testing|holdout'), word('val|valid|validation|eval|dev|cv|oob')];

/** Null where only training was measured: how well a model knows its own examples decides nothing, and a person must choose. */
export function decidingMetric(candidate: Record<string, number>, champion: Record<string, number> | null): string | null {
  const shared = Object.keys(candidate)
    .filter((key) => (champion === null || Object.hasOwn(champion, key)) && !training.test(key))
    .sort();
  const kinds = [...heldOut.map((kind) => shared.filter((key) => kind.test(key))), shared];
  return kinds.map(mostTelling).find((key) => key !== undefined) ?? shared[0] ?? null;
}

function mostTelling(keys: readonly string[]): string | undefined {
  const similar = () => usual.flatMap((name) => keys.filter((key) => key.toLowerCase().includes(name)))[0];
  return usual.find((name) => keys.includes(name)) ?? similar();
}

export function isLowerBetter(metric: string): boolean {
  return lower.test(metric);
}

/** The worst value that still passes. A share of nothing is nothing: a champion at 0 has to be met. */
export function bound(champion: number, tolerance: number, lowerIsBetter: boolean): number {
  const slack = Math.abs(champion) * tolerance;
  return lowerIsBetter ? champion + slack : champion - slack;
}
