/** How a person looks at the runs of an experiment: columns with their widths, order, nesting, groups. Kept with the experiment. Pure. */
import { type Field, isNumeric, writeField } from '../filter/field.ts';
import type { FoundRun, Keys } from '../found.ts';
import { summaryOf } from './summary.ts';

export interface ColumnView {
  /** `metrics.train/loss`, `min.metrics.x` (summary.ts), `params.x`, `tags.y`, an attribute, or one of `computed`. Without quotes, whatever the key. */
  id: string;
  width: number;
}

export interface Sort {
  id: string;
  desc: boolean;
}

export interface TableView {
  columns: ColumnView[];
  sort: Sort | null;
  /** Nested runs stand under their parents. */
  nested: boolean;
  /** The column, a param or a tag, whose values make groups. */
  group: string | null;
}

/** No columns of the store, which cannot order by them. */
const computed = ['duration', 'experiment'];

export const attributeColumns = ['status', 'start_time', 'duration', 'end_time', 'user_id', 'run_id', 'experiment'];

const headlines = [
  'roc_auc',
  'auc',
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
const firstMetrics = 4;
const firstParams = 3;
/** Of a thousand keys the first are enough to choose from. */
const looked = 200;

/** At first: the state, the metrics that people look for or that the newest runs have, the params in which those differ, when. */
export function firstView(runs: readonly FoundRun[], keys: Keys, everyExperiment: boolean): TableView {
  const common = (names: readonly string[], of: (run: FoundRun) => Record<string, unknown>) => {
    const counts = new Map(names.slice(0, looked).map((key) => [key, runs.filter((run) => key in of(run)).length]));
    return [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  };
  const metrics = common(keys.metrics, (run) => run.metrics).filter((key) => !key.startsWith('system/'));
  const params = common(keys.params, (run) => run.params);
  const differs = (key: string) => new Set(runs.flatMap((run) => run.params[key] ?? [])).size > 1;
  const ids = [
    'status',
    ...(everyExperiment ? ['experiment'] : []),
    ...[...headlines.filter((key) => metrics.includes(key)), ...metrics.filter((key) => !headlines.includes(key))]
      .slice(0, firstMetrics)
      .map((key) => `metrics.${key}`),
    ...[...params.filter(differs), ...params.filter((key) => !differs(key))].slice(0, firstParams).map((key) => `params.${key}`),
    'start_time',
    'duration',
  ];
  return { columns: ids.map((id) => ({ id, width: widthFor(id) })), sort: null, nested: true, group: null };
}

export function widthFor(id: string): number {
  const named: Record<string, number> = { status: 124, start_time: 124, end_time: 124, duration: 104, experiment: 160, user_id: 120, run_id: 270 };
  const { kind, key } = fieldOf(id);
  return named[id] ?? Math.max(kind === 'metric' ? 104 : 128, Math.min(240, 48 + key.length * 7));
}

/** Of a column that sums a history up, its metric. */
export function fieldOf(id: string): Field {
  const summary = summaryOf(id);
  if (summary) return { kind: 'metric', key: summary.key };
  const [, kind, key] = /^(metric|param|tag)s\.(.+)$/s.exec(id) ?? [];
  return kind && key ? { kind: kind as Field['kind'], key } : { kind: 'attribute', key: id };
}

export const isSortable = (id: string): boolean => !computed.includes(id);

export function alignOf(id: string): 'right' | undefined {
  return id === 'duration' || fieldOf(id).kind === 'metric' ? 'right' : undefined;
}

/** As the core wants it (of histories: summary.ts); of metrics the greatest come first when one clicks (of what was lowest, the lowest), of words the first of the alphabet. */
export function orderOf(sort: Sort | null): string[] {
  return sort && isSortable(sort.id) && !summaryOf(sort.id) ? [`${writeField(fieldOf(sort.id))} ${sort.desc ? 'DESC' : 'ASC'}`] : [];
}

/** A click, another, a third: the one direction, the other, as it came. */
export function nextSort(id: string, sort: Sort | null): Sort | null {
  const first = isNumeric(fieldOf(id)) && summaryOf(id)?.of !== 'min';
  if (sort?.id !== id) return { id, desc: first };
  return sort.desc === first ? { id, desc: !first } : null;
}

export function moved(columns: readonly ColumnView[], id: string, to: number): ColumnView[] {
  const column = columns.find((each) => each.id === id);
  if (!column) return [...columns];
  const rest = columns.filter((each) => each !== column);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, column);
}

/** A new one stands behind the last of its kind, where it is seen. */
export function toggled(columns: readonly ColumnView[], id: string): ColumnView[] {
  if (columns.some((each) => each.id === id)) return columns.filter((each) => each.id !== id);
  const last = columns.findLastIndex((each) => fieldOf(each.id).kind === fieldOf(id).kind);
  return columns.toSpliced(last < 0 ? columns.length : last + 1, 0, { id, width: widthFor(id) });
}

/** Null when the text is no view: written by something else, or by another version. */
export function readView(text: string | undefined): TableView | null {
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    if (typeof found !== 'object' || found === null || !('columns' in found) || !Array.isArray(found.columns)) return null;
    const columns = found.columns.filter(isColumn).map(({ id, width }) => ({ id, width: Math.max(48, Math.min(1200, Math.round(width))) }));
    const sort = 'sort' in found && isSort(found.sort) ? { id: found.sort.id, desc: found.sort.desc } : null;
    const group = 'group' in found && typeof found.group === 'string' ? found.group : null;
    return { columns, sort, nested: !('nested' in found) || found.nested !== false, group };
  } catch {
    return null;
  }
}

const isObject = (found: unknown): found is Record<string, unknown> => typeof found === 'object' && found !== null;
const isColumn = (found: unknown): found is ColumnView => isObject(found) && typeof found.id === 'string' && Number.isFinite(found.width);
const isSort = (found: unknown): found is Sort => isObject(found) && typeof found.id === 'string' && typeof found.desc === 'boolean';
