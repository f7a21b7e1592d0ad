/**
 * `holds`: a clause as a condition on a run, looked up by the run's own rows (one probe of a primary key), whatever else the query does.
 * A key that is not there gives null, so that it never matches.
 */
import { type After, type Clause, condition, type Sql } from '../../filter/index.ts';
import { datasetContextTag, parentTag } from '../tags.ts';
import type { RunSearch } from './request.ts';
import { inScope } from './scope.ts';
import { and, join, raw, sql } from './sql.ts';

export const attributeColumns: Readonly<Record<string, string>> = {
  run_id: 'r.run_id',
  run_name: 'r.name',
  user_id: 'r.user_id',
  status: 'r.status',
  start_time: 'r.start_time',
  end_time: 'r.end_time',
  artifact_uri: "(SELECT artifact_location FROM experiments e WHERE e.experiment_id = r.experiment_id) || '/' || r.run_id || '/artifacts'",
};

/** `run` is an alias of ours, `id` where its key is: from another table, the rows of the run are asked before the run itself is read. */
export function holds({ kind, key, test }: Clause, run = 'r', id = `${run}.id`): Sql {
  const at = raw(id);
  switch (kind) {
    case 'attribute':
      return condition(attributeColumns[key]!.replaceAll('r.', `${run}.`), test);
    case 'dataset':
      return sql`EXISTS (SELECT 1 FROM dataset_inputs i ${raw(datasetJoin(key))} WHERE i.run = ${at} AND ${condition(datasetColumn(key), test)})`;
    case 'metric':
      if (test.operator === 'IS NULL') return sql`(SELECT 1 FROM latest_metrics x WHERE x.run = ${at} AND x.key = ${key}) IS NULL`;
      return sql`(SELECT ${metricHolds({ test }, 'x')} FROM latest_metrics x WHERE x.run = ${at} AND x.key = ${key})`;
    default: {
      const value = sql`(SELECT x.value FROM ${raw(tableOf(kind))} x WHERE x.run = ${at} AND x.key = ${key})`;
      const test_ = condition('', test);
      return sql`${value}${test_}`;
    }
  }
}

/** A value kept for NaN stands for none: only != holds for it. */
export function metricHolds({ test }: Pick<Clause, 'test'>, alias: string): Sql {
  const compared = condition(`${alias}.value`, test);
  const nan = raw(`${alias}.is_nan`);
  return test.operator === '!=' ? sql`(${nan} OR ${compared})` : sql`(${nan} = 0 AND ${compared})`;
}

/** Characters of a text that its index holds. */
export const indexedLength = 64;

export function tableOf(kind: 'param' | 'tag' | 'metric'): 'params' | 'tags' | 'latest_metrics' {
  return ({ param: 'params', tag: 'tags', metric: 'latest_metrics' } as const)[kind];
}

function datasetJoin(key: string): string {
  return key === 'context'
    ? `JOIN dataset_input_tags d ON d.run = i.run AND d.dataset = i.dataset AND d.key = '${datasetContextTag}'`
    : 'JOIN datasets d ON d.id = i.dataset';
}

export function datasetColumn(key: string): string {
  return key === 'context' ? 'd.value' : key === 'name' ? 'd.name' : 'd.digest';
}

/** Of what a search finds, everything but the order. */
export function conditions(search: RunSearch, id = 'r.id'): Sql[] {
  const { clauses, rootsOnly, after } = search;
  return [
    ...inScope(search),
    ...(after ? [behind(after)] : []),
    ...clauses.map((clause) => holds(clause, 'r', id)),
    ...(rootsOnly ? [isRoot(search)] : []),
  ];
}

function behind([time, id]: After): Sql {
  return sql`r.start_time <= ${time} AND (r.start_time < ${time} OR r.run_id > ${id})`;
}

function isRoot(search: RunSearch): Sql {
  const parent = [...inScope(search, 'p'), ...(search.wholeClauses ?? search.clauses).map((clause) => holds(clause, 'p'))];
  return sql`NOT EXISTS (SELECT 1 FROM tags t CROSS JOIN runs p WHERE t.run = r.id AND t.key = ${parentTag} AND p.run_id = t.value${and(parent)})`;
}

/** As the whole of a WHERE. */
export const where = (pieces: readonly Sql[]): Sql => (pieces.length === 0 ? raw('') : sql`WHERE ${join(pieces, ' AND ')}`);
