/** `exampleKeys`, `exampleRow`: what a question and an event of a store look like, for snippets and forms. */
import type { FeatureStore } from '#contract';

type Definition = FeatureStore['definition'];

export const exampleKeys = ({ entities }: Definition): Record<string, string> => Object.fromEntries(entities.map(({ key }) => [key, '…']));

/** The columns that the views of a source read. */
export function exampleRow({ views }: Definition, source: string, now: number): Record<string, string | number> {
  const mine = views.filter((view) => view.source === source);
  const moment = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  const row: Record<string, string | number> = {};
  for (const { key, eventTime, createdAt, eventId, features } of mine) {
    row[key] = '…';
    if (eventId !== null) row[eventId] = `e-${now}`;
    row[eventTime] = moment;
    if (createdAt !== null) row[createdAt] = moment;
    for (const { of, where, aggregate } of features) {
      for (const [column, value] of Object.entries(where)) row[column] ??= typeof value === 'boolean' ? String(value) : value;
      if (of !== null) row[of] ??= aggregate === 'distinct' ? '…' : 0;
    }
  }
  return row;
}
