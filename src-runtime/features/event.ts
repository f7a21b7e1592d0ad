/** `eventOf`, `instantOf`: a row of a source as an event of a view. */
import type { FeatureDefinition, FeatureViewDefinition, OnlineEvent, Value } from './definition.ts';

/** Null where the row says no moment or no key: it is nobody's event. */
export function eventOf(view: FeatureViewDefinition, row: Readonly<Record<string, Value>>): { key: string; event: OnlineEvent } | null {
  const at = instantOf(row[view.eventTime]);
  const key = row[view.key];
  if (at === null || key === null || key === undefined) return null;
  const known = view.createdAt === null ? at : Math.max(at, instantOf(row[view.createdAt]) ?? at);
  const id = view.eventId === null ? null : row[view.eventId];
  const values = view.features.map((feature) => taken(feature, row));
  return { key: String(key), event: { at, known, ...(id !== null && id !== undefined && { id: String(id) }), values } };
}

/** Milliseconds since 1970: a number as it is, a text as a moment (without a zone: UTC). */
export function instantOf(value: Value | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const plain = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/.exec(value);
  const at = Date.parse(plain ? `${plain[1]}T${plain[2] ?? '00:00'}Z` : value);
  return Number.isNaN(at) ? null : at;
}

function taken({ of, where, transform, aggregate }: FeatureDefinition, row: Readonly<Record<string, Value>>): Value {
  for (const [column, wanted] of Object.entries(where)) {
    const value = row[column] ?? null;
    if (value === null || (typeof wanted === 'string' ? String(value) : value) !== wanted) return null;
  }
  if (of === null) return 1;
  const value = row[of] ?? null;
  if (transform === 'missing') return value === null ? 1 : 0;
  if (value === null) return null;
  if (transform === 'hour' || transform === 'weekday') {
    const at = instantOf(value);
    if (at === null) return null;
    return transform === 'hour' ? new Date(at).getUTCHours() : new Date(at).getUTCDay() || 7;
  }
  if (transform === null && (aggregate === null || aggregate === 'distinct' || aggregate === 'count')) return value;
  const number = value === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || (transform === 'sqrt' && number < 0)) return null;
  if (transform === 'abs') return Math.abs(number);
  return transform === 'sqrt' ? Math.sqrt(number) : number;
}
