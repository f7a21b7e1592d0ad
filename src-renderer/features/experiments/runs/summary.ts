/** Columns of what a metric's history came to: `min.metrics.loss`, `max.metrics.loss`, `at(10).metrics.loss`. Pure. */
import type { Search, Summary } from '../found.ts';

/** What a column of a metric may say: its latest value, or one of these. */
export const measures = ['latest', 'min', 'max', 'at'] as const;
export type Measure = (typeof measures)[number];

const written = /^(?:(min|max)|at\((-?\d{1,15})\))\.metrics\.(.+)$/s;

/** Null for any other column. */
export function summaryOf(id: string): Summary | null {
  const [, of, step, key] = written.exec(id) ?? [];
  if (key === undefined) return null;
  return of === 'min' || of === 'max' ? { key, of } : { key, of: 'at', step: Number(step) };
}

export function metricColumn(key: string, measure: Measure, step: number): string {
  if (measure === 'latest') return `metrics.${key}`;
  return `${measure === 'at' ? `at(${step})` : measure}.metrics.${key}`;
}

/** As many as one question takes. */
const most = 20;

export function summariesIn(ids: readonly string[]): string[] {
  return ids.filter((id) => summaryOf(id) !== null).slice(0, most);
}

export function summaryOrder(sort: { id: string; desc: boolean } | null): Pick<Search, 'orderBySummary'> {
  const summary = sort && summaryOf(sort.id);
  return summary ? { orderBySummary: { ...summary, descending: sort.desc } } : {};
}
