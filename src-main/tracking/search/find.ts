/**
 * `findRuns`: one page of a search, as run keys in order, by the way that reads least:
 *   taking  few runs can match (an experiment, a param's value, a metric's range): all of them are taken by an index and sorted;
 *   walking many can: they are read in the order asked for, by an index that has it, until the page is full.
 */
import type Sqlite from 'better-sqlite3';
import type { Sql } from '../../filter/index.ts';
import { likelihood } from './likelihood.ts';
import { orderBy, ordering } from './order.ts';
import type { Page, RunSearch } from './request.ts';
import { type RunSet, smallestSet } from './sets.ts';
import { join, raw, rows, sql } from './sql.ts';
import { walkValues } from './values.ts';
import { conditions, where } from './where.ts';

export interface Tuning {
  /** Up to so many steps a walk is quick, and counting what could be taken instead would cost as much. */
  readonly quickWalk: number;
  /** So many values are looked at to see whether runs share few of them. */
  readonly valuesSeen: number;
}

const usual: Tuning = { quickWalk: 3000, valuesSeen: 2000 };

/** The tuning decides on the way, never on the answer. */
export function findRuns(db: Sqlite.Database, asked: RunSearch, page: Page, tuning = usual): number[] {
  if (page.limit === 0 || asked.experiments?.length === 0) return [];
  const { steps, search } = walkSteps(db, asked, page);
  const set = steps > tuning.quickWalk ? smallestSet(db, search, steps) : null;
  if (set) return keys(db, taking(search, set, page));
  if (natural(search)) return keys(db, walking(search, page));
  if (byValue(search)) return walkValues(db, search, page, { valuesSeen: tuning.valuesSeen, find: (one, part) => findRuns(db, one, part, tuning) });
  return keys(db, taking(search, null, page));
}

/** How many runs a walk reads, about, before its page is full; and the search with its clauses in the best order. Taking reads each run of its set. */
function walkSteps(db: Sqlite.Database, search: RunSearch, { limit, offset }: Page): { steps: number; search: RunSearch } {
  const [first] = search.orders;
  const page = offset + limit;
  if (search.clauses.length === 0 && natural(search)) return { steps: page, search };
  const { inScope, found, clauses } = likelihood(db, search);
  const sorted = { ...search, clauses };
  // It begins inside the experiment.
  if (natural(search)) return { steps: (page * inScope) / found, search: sorted };
  if (!byValue(search)) return { steps: Number.POSITIVE_INFINITY, search: sorted };
  // It meets the runs of every experiment, but begins where a bound on its own value is.
  const others = search.clauses.filter(({ kind, key }) => kind !== 'metric' || kind !== first!.kind || key !== first!.key);
  return { steps: page / (others.length === clauses.length ? found : likelihood(db, { ...search, clauses: others }).found), search: sorted };
}

function byValue({ orders: [first] }: RunSearch): boolean {
  return first !== undefined && first.kind !== 'attribute';
}

/** By start time, which the indexes of runs follow; of so few experiments that each may be walked. */
function natural({ orders, experiments, view }: RunSearch): boolean {
  const [first] = orders;
  const byTime = !first || (first.kind === 'attribute' && first.key === 'start_time');
  return byTime && (experiments?.length ?? 1) * (view === 'all' ? 2 : 1) <= 20;
}

function taking(search: RunSearch, set: RunSet | null, { limit, offset }: Page): Sql {
  const { joins, terms } = ordering(search.orders);
  const rest = sql`${join(joins, ' ')} ${where(conditions(search))} ${orderBy(terms)} LIMIT ${limit} OFFSET ${offset}`;
  if (!set) return sql`SELECT r.id FROM runs r ${rest}`;
  return sql`WITH s(id) AS MATERIALIZED (${set.runs}) SELECT r.id FROM s CROSS JOIN runs r ON r.id = s.id ${rest}`;
}

/** Each experiment's and each stage's runs are walked by their index; more than one such walk are merged. */
function walking(search: RunSearch, { limit, offset }: Page): Sql {
  const { joins, terms } = ordering(search.orders);
  const index = raw(search.experiments ? 'runs_of_experiment' : 'runs_by_start');
  const stages = search.view === 'all' ? (['active', 'deleted'] as const) : [search.view];
  const walks = (search.experiments ?? [null]).flatMap((experiment) =>
    stages.map((view) => {
      const within = conditions({ ...search, experiments: experiment === null ? null : [experiment], view });
      const columns = terms.map(({ by }, i) => sql`, ${by} AS ${raw(`t${i}`)}`);
      return sql`SELECT r.id${join(columns, '')} FROM runs r INDEXED BY ${index} ${join(joins, ' ')} ${where(within)} ${orderBy(terms)}`;
    }),
  );
  const [only, ...more] = walks;
  if (more.length === 0) return sql`SELECT id FROM (${only!} LIMIT ${limit} OFFSET ${offset})`;
  const parts = walks.map((walk) => sql`SELECT * FROM (${walk} LIMIT ${limit + offset})`);
  const merged = terms.map(({ descending }, i) => ({ by: raw(`t${i}`), descending }));
  return sql`SELECT id FROM (${join(parts, ' UNION ALL ')}) ${orderBy(merged)} LIMIT ${limit} OFFSET ${offset}`;
}

function keys(db: Sqlite.Database, query: Sql): number[] {
  return rows<[number]>(db, query).map(([id]) => id);
}
