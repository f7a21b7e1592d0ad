/** Which params and metrics a table of runs shows: what there is, what is shown at first, what a person chose. Pure but for the storage given. */
import type { TrackedRun } from '#contract';

export interface ColumnChoice {
  params: string[];
  metrics: string[];
}

const first = { params: 2, metrics: 4 };

/** What a person looks for first, where a run has it. */
const headlines = [
  'roc_auc',
  'accuracy',
  'acuracia',
  'f1',
  'f1_macro',
  'precision',
  'precisao',
  'recall',
  'rmse',
  'mae',
  'r2',
  'loss',
  'perda',
  'brier',
];

/** Every key that a run has, the most common first. */
export function availableColumns(runs: readonly TrackedRun[]): ColumnChoice {
  return { params: byCount(runs.map(({ params }) => params)), metrics: byCount(runs.map(({ metrics }) => metrics)) };
}

function byCount(records: readonly Record<string, unknown>[]): string[] {
  const counts = new Map<string, number>();
  for (const record of records) for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
}

/** Params that differ between runs tell more than those that are always the same. */
export function firstColumns(runs: readonly TrackedRun[]): ColumnChoice {
  const { params, metrics } = availableColumns(runs);
  const differs = (key: string) => new Set(runs.flatMap((run) => run.params[key] ?? [])).size > 1;
  return {
    params: [...params.filter(differs), ...params.filter((key) => !differs(key))].slice(0, first.params),
    metrics: [...headlines.filter((key) => metrics.includes(key)), ...metrics.filter((key) => !headlines.includes(key))].slice(0, first.metrics),
  };
}

const keyOf = (experiment: string) => `bancada.experiments.columns.${experiment}`;

export function rememberedColumns(experiment: string, storage: Pick<Storage, 'getItem'> = localStorage): ColumnChoice | null {
  try {
    const found: unknown = JSON.parse(storage.getItem(keyOf(experiment)) ?? 'null');
    return isChoice(found) ? found : null;
  } catch {
    return null;
  }
}

export function rememberColumns(experiment: string, choice: ColumnChoice, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(keyOf(experiment), JSON.stringify(choice));
}

function isChoice(found: unknown): found is ColumnChoice {
  const words = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');
  return typeof found === 'object' && found !== null && 'params' in found && 'metrics' in found && words(found.params) && words(found.metrics);
}

/** In the order of what there is, so that a column does not jump when it is ticked again. */
export function toggled(chosen: readonly string[], key: string, all: readonly string[]): string[] {
  return chosen.includes(key) ? chosen.filter((each) => each !== key) : all.filter((each) => each === key || chosen.includes(each));
}
