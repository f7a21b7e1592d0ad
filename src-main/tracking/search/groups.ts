/** `groupedRuns`: found runs by the values of a param, a tag or an attribute, and what their metrics come to: the error bars of repeated runs. */
import type { Sql } from '../../filter/index.ts';
import { readQuery } from '../../storage/read-query.ts';
import type { RunSearch } from './request.ts';
import { smallestSet } from './sets.ts';
import { raw, rows, sql } from './sql.ts';
import { attributeColumns, conditions, tableOf, where } from './where.ts';

export interface GroupBy {
  readonly kind: 'param' | 'tag' | 'attribute';
  readonly key: string;
}

const mostGroups = 1000;

/** Runs without the value are a group of their own: null. NaN counts nowhere; `sd` is of a sample, and 0 of a single value. */
export const groupedRuns = readQuery<{ search: RunSearch; by: GroupBy; metrics: readonly string[] }>(
  'tracking.groupedRuns',
  (db, { search, by, metrics }) => {
    const set = smallestSet(db, search);
    const from = set ? raw('s CROSS JOIN runs r ON r.id = s.id') : raw('runs r');
    const found = sql`WITH s(id) AS MATERIALIZED (${set?.runs ?? raw('SELECT NULL')}), f(id, value) AS MATERIALIZED (SELECT r.id, ${groupValue(by)} FROM ${from} ${where(conditions(search))})`;
    const groups = rows<[string | number | null, number]>(
      db,
      sql`${found} SELECT value, count(*) FROM f GROUP BY value ORDER BY count(*) DESC, value LIMIT ${mostGroups}`,
    ).map(([value, runs]) => ({ value: value === null ? null : String(value), runs, metrics: {} as Record<string, object> }));
    const byValue = new Map(groups.map((group) => [group.value, group]));
    for (const key of metrics) {
      const summaries = rows<[string | number | null, number, number, number, number, number]>(
        db,
        sql`${found}, m(value, x) AS MATERIALIZED (
              SELECT f.value, l.value FROM f CROSS JOIN latest_metrics l ON l.run = f.id AND l.key = ${key} AND l.is_nan = 0),
            a(value, mean) AS (SELECT value, avg(x) FROM m GROUP BY value)
            SELECT m.value, a.mean, min(m.x), max(m.x), sum((m.x - a.mean) * (m.x - a.mean)), count(*)
            FROM m JOIN a ON a.value IS m.value GROUP BY m.value`,
      );
      for (const [value, mean, min, max, squares, n] of summaries) {
        const group = byValue.get(value === null ? null : String(value));
        if (group) group.metrics[key] = { mean, min, max, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, n };
      }
    }
    return JSON.stringify(groups);
  },
);

function groupValue({ kind, key }: GroupBy): Sql {
  if (kind === 'attribute') return raw(attributeColumns[key]!);
  return sql`(SELECT x.value FROM ${raw(tableOf(kind))} x WHERE x.run = r.id AND x.key = ${key})`;
}
