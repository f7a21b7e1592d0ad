/**
 * `ordering`: the order of a search as joins and terms over the run `r`. MLflow's: runs without the value come last whichever the direction, NaN just
 * before them; ties by start time, newest first, then by id.
 */
import type { Order, Sql } from '../../filter/index.ts';
import { join, raw, sql } from './sql.ts';
import { attributeColumns, tableOf } from './where.ts';

interface Term {
  readonly by: Sql;
  readonly descending: boolean;
}

export interface Ordering {
  readonly joins: readonly Sql[];
  readonly terms: readonly Term[];
}

/** With `joined`, the first order's row is already there as `o0`, and has a value. */
export function ordering(orders: readonly Order[], { joined = false } = {}): Ordering {
  const joins: Sql[] = [];
  const terms: Term[] = [];
  orders.forEach((order, i) => {
    const descending = !order.ascending;
    if (order.kind === 'attribute') {
      const by = raw(attributeColumns[order.key]!);
      if (order.key === 'end_time') terms.push({ by: sql`${by} IS NULL`, descending: false });
      terms.push({ by, descending });
      return;
    }
    const given = joined && i === 0;
    const kind = order.kind === 'dataset' ? 'tag' : order.kind;
    if (!given) {
      joins.push(sql`LEFT JOIN ${raw(tableOf(kind))} ${raw(`o${i}`)} ON ${raw(`o${i}`)}.run = r.id AND ${raw(`o${i}`)}.key = ${order.key}`);
      const nan = kind === 'metric' ? `WHEN o${i}.is_nan = 1 THEN 1 ` : '';
      terms.push({ by: raw(`CASE ${nan}WHEN o${i}.value IS NULL THEN 2 ELSE 0 END`), descending: false });
    } else if (kind !== 'metric') {
      // The order of the index; the same as that of the value, which comes next.
      terms.push({ by: raw('substr(o0.value, 1, 64)'), descending });
    }
    terms.push({ by: raw(`o${i}.value`), descending });
  });
  const named = (key: string) => orders.some((order) => order.kind === 'attribute' && order.key === key);
  if (!named('start_time')) terms.push({ by: raw('r.start_time'), descending: true });
  if (!named('run_id')) terms.push({ by: raw('r.run_id'), descending: false });
  return { joins, terms };
}

export function orderBy(terms: readonly Term[]): Sql {
  return sql`ORDER BY ${join(
    terms.map(({ by, descending }) => sql`${by}${raw(descending ? ' DESC' : '')}`),
    ', ',
  )}`;
}
