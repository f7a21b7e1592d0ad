/**
 * `walkValues`: a page of runs ordered by a metric, param or tag, read from the index of its values. First the runs that have a value, then those
 * whose metric is NaN, then those without any. Where few values are shared by many runs (the kind of model), each value is a search of its own by time,
 * for sorting a third of all runs to show a hundred of them would take as long as reading them all.
 */
import type Sqlite from 'better-sqlite3';
import { type Clause, condition, type Order, type Sql } from '../../filter/index.ts';
import { countRuns } from './count.ts';
import { orderBy, ordering } from './order.ts';
import type { Page, RunSearch } from './request.ts';
import { and, cell, join, raw, rows, sql } from './sql.ts';
import { conditions, indexedLength, tableOf } from './where.ts';

interface Ways {
  readonly valuesSeen: number;
  /** A search of its own, by whatever way is best for it. */
  find(search: RunSearch, page: Page): number[];
}

interface Part {
  page(page: Page): number[];
  count(): number;
}

export function walkValues(db: Sqlite.Database, search: RunSearch, page: Page, ways: Ways): number[] {
  const [first, ...others] = search.orders;
  if (!first || first.kind === 'attribute' || first.kind === 'dataset') throw new Error('only metrics, params and tags have an index of values');
  return collect(parts(db, search, first as ValueOrder, others, ways), page);
}

type ValueOrder = Order & { kind: 'metric' | 'param' | 'tag' };

function* parts(db: Sqlite.Database, search: RunSearch, first: ValueOrder, others: readonly Order[], ways: Ways): Generator<Part> {
  const searched = (more: RunSearch): Part => ({ page: (page) => ways.find(more, page), count: () => countRuns(db, more) });
  if (shared(db, first, ways.valuesSeen)) {
    for (const value of distinct(db, first)) {
      // What is this long may be only the beginning of a value.
      if (typeof value === 'string' && value.length >= indexedLength) {
        yield walk(db, search, first, sql` AND substr(o0.value, 1, 64) = ${value}`);
        continue;
      }
      const test = { operator: '=', value } as Clause['test'];
      yield searched({ ...narrowed(search, { kind: first.kind, key: first.key, test }), orders: others });
    }
  } else {
    yield walk(db, search, first);
  }
  const asked = search.clauses.filter(({ kind, key }) => kind === first.kind && key === first.key).map(({ test }) => test.operator);
  if (first.kind === 'metric' && asked.every((operator) => operator === '!=')) yield nan(db, search, first, others);
  if (asked.every((operator) => operator === 'IS NULL')) yield missing(db, search, first, others, ways);
}

/** Whole parts are counted only when a page begins behind them. */
function collect(all: Iterable<Part>, { limit, offset }: Page): number[] {
  const found: number[] = [];
  let skip = offset;
  for (const part of all) {
    const ids = part.page({ limit: limit - found.length, offset: skip });
    found.push(...ids);
    if (found.length >= limit) return found;
    skip = ids.length > 0 || skip === 0 ? 0 : Math.max(0, skip - part.count());
  }
  return found;
}

function walk(db: Sqlite.Database, search: RunSearch, first: ValueOrder, bound = raw('')): Part {
  const { joins, terms } = ordering(search.orders, { joined: true });
  const given = bounds(search, first);
  const clauses = search.clauses.filter((clause) => !given.includes(clause));
  const rest = conditions({ ...search, clauses, wholeClauses: search.wholeClauses ?? search.clauses }, 'o0.run');
  const direct = and(given.map(({ test }) => condition('o0.value', test)));
  const from = sql`FROM ${indexed(first)} CROSS JOIN runs r ON r.id = o0.run ${join(joins, ' ')} WHERE ${ofKey(first)}${bound}${direct}${and(rest)}`;
  return {
    page: ({ limit, offset }) => rows<[number]>(db, sql`SELECT r.id ${from} ${orderBy(terms)} LIMIT ${limit} OFFSET ${offset}`).map(([id]) => id),
    count: () => cell<number>(db, sql`SELECT count(*) ${from}`)!,
  };
}

function nan(db: Sqlite.Database, search: RunSearch, { key }: ValueOrder, others: readonly Order[]): Part {
  const { joins, terms } = ordering(others);
  const from = sql`FROM latest_metrics n INDEXED BY latest_metrics_nan CROSS JOIN runs r ON r.id = n.run ${join(joins, ' ')} WHERE n.key = ${key} AND n.is_nan = 1${and(conditions(search))}`;
  return {
    page: ({ limit, offset }) => rows<[number]>(db, sql`SELECT r.id ${from} ${orderBy(terms)} LIMIT ${limit} OFFSET ${offset}`).map(([id]) => id),
    count: () => cell<number>(db, sql`SELECT count(*) ${from}`)!,
  };
}

function missing(db: Sqlite.Database, search: RunSearch, { kind, key }: ValueOrder, others: readonly Order[], ways: Ways): Part {
  const without = { ...narrowed(search, { kind, key, test: { operator: 'IS NULL', value: null } } as Clause), orders: others };
  return { page: (page) => ways.find(without, page), count: () => countRuns(db, without) };
}

/** A part of a search. Whether a run is a root depends on the whole. */
function narrowed(search: RunSearch, clause: Clause): RunSearch {
  return { ...search, clauses: [...search.clauses, clause], wholeClauses: search.wholeClauses ?? search.clauses };
}

/** A bound on the value itself lets the index begin there, and needs no look at the run. */
function bounds(search: RunSearch, { kind, key }: ValueOrder): Clause[] {
  if (kind !== 'metric') return [];
  return search.clauses.filter((clause) => clause.kind === kind && clause.key === key && clause.test.operator !== '!=');
}

function indexed({ kind }: ValueOrder): Sql {
  return raw(`${tableOf(kind)} o0 INDEXED BY ${tableOf(kind)}_by_value`);
}

function ofKey({ kind, key }: ValueOrder): Sql {
  return kind === 'metric' ? sql`o0.key = ${key} AND o0.is_nan = 0` : sql`o0.key = ${key}`;
}

const few = 20;

function shared(db: Sqlite.Database, order: ValueOrder, seen: number): boolean {
  const by = order.kind === 'metric' ? 'o0.value' : 'substr(o0.value, 1, 64)';
  const direction = raw(order.ascending ? '' : ' DESC');
  const [[values, rowsSeen, longest]] = rows<[number, number, number]>(
    db,
    sql`SELECT count(DISTINCT v), count(*), ifnull(max(length(v)), 0) FROM (SELECT ${raw(by)} AS v FROM ${indexed(order)} WHERE ${ofKey(order)} ORDER BY v${direction} LIMIT ${seen})`,
  ) as [[number, number, number]];
  return rowsSeen === seen && values <= few && longest < indexedLength;
}

/** One seek of the index each. */
function* distinct(db: Sqlite.Database, order: ValueOrder): Generator<string | number> {
  const by = raw(order.kind === 'metric' ? 'o0.value' : 'substr(o0.value, 1, 64)');
  const direction = raw(order.ascending ? '' : ' DESC');
  const beyond = raw(order.ascending ? '>' : '<');
  let at: Sql = raw('');
  for (;;) {
    const value = cell<string | number>(db, sql`SELECT ${by} AS v FROM ${indexed(order)} WHERE ${ofKey(order)}${at} ORDER BY v${direction} LIMIT 1`);
    if (value === undefined) return;
    yield value;
    at = sql` AND ${by} ${beyond} ${value}`;
  }
}
