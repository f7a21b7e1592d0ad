/** `modelSearch`: logged models of experiments by a filter, an order and pages. */
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../../contract/errors.ts';
import { type Clause, condition, loggedModels, parseFilter, type Sql } from '../../filter/index.ts';
import { join, raw, rows, sql } from '../search/sql.ts';
import type { LoggedModel } from './entity.ts';

export interface OrderOfModels {
  field: string;
  ascending: boolean;
  datasetName: string | null;
  datasetDigest: string | null;
}

export interface ModelSearch {
  experimentIds: readonly string[];
  filter: string;
  /** With a filter on metrics, the metric must have been measured on one of them; without, any metric. */
  datasets: readonly { name: string; digest: string | null }[];
  orderBy: readonly OrderOfModels[];
  limit: number;
  offset: number;
}

export interface ModelPage {
  models: LoggedModel[];
  /** More come after this page. */
  isMore: boolean;
}

const columns: Readonly<Record<string, string>> = {
  name: 'm.name',
  model_id: 'm.model_id',
  model_type: 'm.model_type',
  status: 'm.status',
  source_run_id: 'm.source_run_id',
  creation_timestamp: 'm.creation_time',
  last_updated_timestamp: 'm.last_updated_time',
};

export function modelSearch(db: Sqlite.Database, entities: (ids: readonly number[]) => LoggedModel[]) {
  return ({ experimentIds, filter, datasets, orderBy, limit, offset }: ModelSearch): ModelPage => {
    const clauses = parseFilter(filter, loggedModels);
    const on = datasets.length > 0 ? sql`AND (${join(datasets.map(onDataset), ' OR ')})` : raw('');
    const wanted = clauses.map((clause) => holds(clause, on));
    if (datasets.length > 0 && !clauses.some(({ kind }) => kind === 'metric')) wanted.push(anyMetric(on));
    const experiments = JSON.stringify(experimentIds.filter((id) => /^\d{1,15}$/.test(id)).map(Number));
    const found = rows<[number]>(
      db,
      sql`SELECT m.id FROM logged_models m
          WHERE ${join([sql`m.experiment IN (SELECT value FROM json_each(${experiments})) AND m.lifecycle_stage = 'active'`, ...wanted], ' AND ')}
          ORDER BY ${join([...orderBy.map(order), raw('m.creation_time DESC, m.model_id')], ', ')} LIMIT ${limit + 1} OFFSET ${offset}`,
    ).map(([id]) => id);
    return { models: entities(found.slice(0, limit)), isMore: found.length > limit };
  };
}

function holds({ kind, key, test }: Clause, on: Sql): Sql {
  if (kind === 'attribute') return condition(columns[key]!, test);
  if (kind === 'metric') {
    return sql`EXISTS (SELECT 1 FROM logged_model_metrics x WHERE x.model = m.id AND x.key = ${key} AND x.is_nan = 0 AND ${condition('x.value', test)} ${on})`;
  }
  const table = raw(kind === 'param' ? 'logged_model_params' : 'logged_model_tags');
  return sql`EXISTS (SELECT 1 FROM ${table} x WHERE x.model = m.id AND x.key = ${key} AND ${condition('x.value', test)})`;
}

const anyMetric = (on: Sql) => sql`EXISTS (SELECT 1 FROM logged_model_metrics x WHERE x.model = m.id ${on})`;

function onDataset({ name, digest }: { name: string; digest: string | null }): Sql {
  return digest === null ? sql`x.dataset_name = ${name}` : sql`(x.dataset_name = ${name} AND x.dataset_digest = ${digest})`;
}

/** By an attribute or by the newest value of a metric; what has none comes last. */
function order({ field, ascending, datasetName, datasetDigest }: OrderOfModels): Sql {
  const way = raw(ascending ? 'ASC NULLS LAST' : 'DESC NULLS LAST');
  if (!field.includes('.')) {
    const attribute = loggedModels.attributes.get(field);
    if (!attribute) throw unknownField(field);
    return sql`${raw(columns[attribute.key]!)} ${way}`;
  }
  if (!field.startsWith('metrics.')) throw unknownField(`${field}. Only metrics are supported.`);
  const key = field.slice('metrics.'.length);
  const name = datasetName === null ? raw('') : sql`AND x.dataset_name = ${datasetName}`;
  const digest = datasetDigest === null ? raw('') : sql`AND x.dataset_digest = ${datasetDigest}`;
  return sql`(SELECT iif(x.is_nan, NULL, x.value) FROM logged_model_metrics x WHERE x.model = m.id AND x.key = ${key} ${name} ${digest}
    ORDER BY x.timestamp DESC, x.step DESC, x.run_id LIMIT 1) ${way}`;
}

function unknownField(field: string): BancadaError {
  return new BancadaError('TRACKING_FILTER_INVALID', { detail: `Invalid order by field name: ${field}`, position: 1, expected: '@filter-order' });
}
