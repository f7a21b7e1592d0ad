/** What a search finds against a plain list in memory, filtered and sorted as MLflow says, over random runs, filters, orders and pages. */
import type Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { type Clause, type Order, parseFilter, parseOrders, runs as subject } from '../../filter/index.ts';
import { countRuns } from './count.ts';
import { findRuns } from './find.ts';
import type { RunSearch } from './request.ts';

interface Run {
  id: number;
  runId: string;
  experiment: number;
  stage: 'active' | 'deleted';
  name: string;
  status: string;
  start: number;
  end: number | null;
  params: Record<string, string>;
  tags: Record<string, string>;
  metrics: Record<string, number>;
  datasets: { name: string; digest: string; context: string | null }[];
}

const texts = ['a', 'A', 'b', 'ab', 'a_b', 'a%b', 'x*[y]?', 'é', '', "o'brien", `${'l'.repeat(64)}1`, `${'l'.repeat(64)}2`];
const text = fc.constantFrom(...texts);
const numbers = [-1, 0, 0.5, 1, 2, 1e300, Number.NaN, Number.POSITIVE_INFINITY];
const few = fc.dictionary(fc.constantFrom('p', 'q', 'chave com espaço'), text, { maxKeys: 3, noNullPrototype: true });
const aRun = fc.record({
  experiment: fc.constantFrom(1, 1, 1, 2, 3),
  stage: fc.constantFrom('active' as const, 'active' as const, 'deleted' as const),
  name: text,
  status: fc.constantFrom('RUNNING', 'FINISHED', 'FAILED'),
  start: fc.integer({ min: 0, max: 4 }),
  end: fc.option(fc.integer({ min: 0, max: 4 })),
  params: few,
  tags: few,
  metrics: fc.dictionary(fc.constantFrom('m', 'n'), fc.constantFrom(...numbers), { maxKeys: 2, noNullPrototype: true }),
  datasets: fc.uniqueArray(fc.record({ name: fc.constantFrom('iris', 'casas'), digest: fc.constantFrom('1', '2'), context: fc.option(text) }), {
    maxLength: 2,
    selector: ({ name, digest }) => name + digest,
  }),
});

const quoted = text.map((value) => (value.includes("'") ? `"${value}"` : `'${value}'`));
const pattern = fc.constantFrom('a%', '%b', '_', 'a_b', 'A%', '%', 'x*%', '%[y]%', 'É', 'l%1').map((value) => `'${value}'`);
const keyed = (kind: string) => fc.constantFrom('p', 'q', '`chave com espaço`', 'nada').map((key) => `${kind}.${key}`);
const textual = (field: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(field, fc.constantFrom('=', '!='), quoted).map((parts) => parts.join(' ')),
    fc.tuple(field, fc.constantFrom('LIKE', 'ILIKE'), pattern).map((parts) => parts.join(' ')),
  );
const number = fc.constantFrom('-1', '0', '0.5', '1', '2', '1e300');
const clause = fc.oneof(
  textual(keyed('params')),
  textual(keyed('tags')),
  textual(fc.constantFrom('run_name', 'status', 'artifact_uri', 'datasets.name', 'datasets.digest', 'dataset.context')),
  fc.tuple(fc.oneof(keyed('params'), keyed('tags')), fc.constantFrom('IS NULL', 'IS NOT NULL')).map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('metrics.m', 'metrics.n', 'metrics.nada', 'start_time', 'end_time'),
      fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
      number,
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('run_id', 'datasets.name'), fc.constantFrom('IN', 'NOT IN'), fc.constantFrom("('iris')", "('0001', '0003', '0005')"))
    .map((parts) => parts.join(' ')),
);
const order = fc
  .tuple(
    fc.constantFrom('metrics.m', 'metrics.n', 'params.p', 'tags.q', 'start_time', 'end_time', 'run_name', 'status', 'run_id'),
    fc.constantFrom('ASC', 'DESC', ''),
  )
  .map((parts) => parts.join(' ').trim());
const search = fc.record({
  filter: fc.array(clause, { maxLength: 3 }).map((clauses) => clauses.join(' AND ')),
  orderBy: fc.uniqueArray(order, { maxLength: 3, selector: (one) => String(one.split(' ')[0]) }),
  experiments: fc.constantFrom<(number[] | null)[]>(null, [1], [1, 2], [2, 3, 4], []),
  view: fc.constantFrom('active' as const, 'deleted' as const, 'all' as const),
  limit: fc.integer({ min: 1, max: 12 }),
  offset: fc.integer({ min: 0, max: 12 }),
  quickWalk: fc.constantFrom(0, 5, 3000),
  valuesSeen: fc.constantFrom(1, 3, 2000),
});

function fill(db: Sqlite.Database, given: readonly Omit<Run, 'id' | 'runId'>[]): Run[] {
  const runs = given.map((run, i) => ({ ...run, id: i + 1, runId: String(i + 1).padStart(4, '0') }));
  const put = (table: string, ...cells: (string | number | null)[]) =>
    db.prepare(`INSERT OR IGNORE INTO ${table} VALUES (${cells.map(() => '?').join(',')})`).run(...cells);
  for (const table of ['dataset_input_tags', 'dataset_inputs', 'datasets', 'params', 'tags', 'latest_metrics', 'runs'])
    db.exec(`DELETE FROM ${table}`);
  for (const id of [1, 2, 3])
    put('experiments (experiment_id, name, creation_time, last_update_time, artifact_location)', id, `e${id}`, 0, 0, `mlflow-artifacts:/${id}`);
  for (const { id, runId, experiment, stage, name, status, start, end, params, tags, metrics, datasets } of runs) {
    put(
      'runs (id, run_id, experiment_id, lifecycle_stage, name, status, start_time, end_time)',
      id,
      runId,
      experiment,
      stage,
      name,
      status,
      start,
      end,
    );
    for (const [key, value] of Object.entries(params)) put('params', id, key, value);
    for (const [key, value] of Object.entries(tags)) put('tags', id, key, value);
    for (const [key, value] of Object.entries(metrics))
      put('latest_metrics (run, key, step, timestamp, value, is_nan)', id, key, 0, 0, Number.isNaN(value) ? 0 : value, Number(Number.isNaN(value)));
    for (const { name, digest, context } of datasets) {
      put('datasets (experiment, name, digest, source_type, source)', experiment, name, digest, 'local', '');
      const dataset = Number(
        db.prepare('SELECT id FROM datasets WHERE experiment = ? AND name = ? AND digest = ?').pluck().get(experiment, name, digest),
      );
      put('dataset_inputs', id, dataset);
      if (context !== null) put('dataset_input_tags', id, dataset, 'mlflow.data.context', context);
    }
  }
  return runs;
}

function like(value: string, written: string): boolean {
  const expression = [...written].map((c) => (c === '%' ? '.*' : c === '_' ? '.' : c.replace(/[.*+?^${}()|[\]\\]/, '\\$&'))).join('');
  return new RegExp(`^${expression}$`, 'su').test(value);
}

function compare(found: string | number | null | undefined, test: Clause['test']): boolean {
  if (test.operator === 'IS NULL' || test.operator === 'IS NOT NULL') return (found === undefined) === (test.operator === 'IS NULL');
  if (found === undefined || found === null) return false;
  // For ASCII only, as in SQLite.
  const lower = (given: string) => given.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  switch (test.operator) {
    case '=':
      return found === test.value;
    case '!=':
      return found !== test.value;
    case '<':
      return Number(found) < test.value;
    case '<=':
      return Number(found) <= test.value;
    case '>':
      return Number(found) > test.value;
    case '>=':
      return Number(found) >= test.value;
    case 'LIKE':
      return like(String(found), test.value);
    case 'ILIKE':
      return like(lower(String(found)), lower(test.value));
    case 'IN':
      return test.value.includes(String(found));
    case 'NOT IN':
      return !test.value.includes(String(found));
    default:
      throw new Error(`no comparison ${test.operator}`);
  }
}

function valueIn(run: Run, { kind, key }: Pick<Clause, 'kind' | 'key'>): string | number | null | undefined {
  if (kind === 'param') return run.params[key];
  if (kind === 'tag') return run.tags[key];
  if (kind === 'metric') return run.metrics[key];
  const uri = `mlflow-artifacts:/${run.experiment}/${run.runId}/artifacts`;
  return { run_id: run.runId, run_name: run.name, status: run.status, start_time: run.start, end_time: run.end, artifact_uri: uri }[key];
}

function holds(run: Run, clause: Clause): boolean {
  if (clause.kind !== 'dataset') return compare(valueIn(run, clause), clause.test);
  return run.datasets.some((dataset) => compare(dataset[clause.key as 'name'], clause.test));
}

const bytes = (a: string | number, b: string | number) =>
  typeof a === 'string' && typeof b === 'string'
    ? Buffer.compare(Buffer.from(a), Buffer.from(b))
    : Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0);

function byOrders(orders: readonly Order[]) {
  const rank = (value: unknown) => (value === undefined || value === null ? 2 : Number.isNaN(value) ? 1 : 0);
  return (a: Run, b: Run): number => {
    for (const one of orders) {
      const [x, y] = [valueIn(a, one), valueIn(b, one)];
      if (rank(x) !== rank(y)) return rank(x) - rank(y);
      if (rank(x) > 0 || x === y) continue;
      return (x! < y! && typeof x === 'number' ? -1 : bytes(x!, y!)) * (one.ascending ? 1 : -1);
    }
    return b.start - a.start || bytes(a.runId, b.runId);
  };
}

it('finds what a plain list would give, in its order, whatever way is taken', async () => {
  const { core, dispose } = openTestCore();
  const { db } = core.storage;
  await fc.assert(
    fc.property(fc.array(aRun, { maxLength: 25 }), fc.array(search, { minLength: 1, maxLength: 8 }), (given, searches) => {
      const all = db.transaction(() => fill(db, given))();
      for (const { filter, orderBy, experiments, view, limit, offset, quickWalk, valuesSeen } of searches) {
        const asked: RunSearch = {
          experiments,
          view,
          clauses: parseFilter(filter, subject),
          orders: parseOrders(orderBy, subject),
          rootsOnly: false,
        };
        const expected = all
          .filter((run) => (experiments === null || experiments.includes(run.experiment)) && (view === 'all' || run.stage === view))
          .filter((run) => asked.clauses.every((one) => holds(run, one)))
          .sort(byOrders(asked.orders))
          .map(({ id }) => id);
        expect(findRuns(db, asked, { limit, offset }, { quickWalk, valuesSeen })).toEqual(expected.slice(offset, offset + limit));
        expect(countRuns(db, asked)).toBe(expected.length);
      }
    }),
    { numRuns: 250 },
  );
  await dispose();
}, 120_000);
