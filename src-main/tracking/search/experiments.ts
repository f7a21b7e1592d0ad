/** `experimentsAsMlflow`: experiments found, as MLflow's protocol writes them. */
import type Sqlite from 'better-sqlite3';
import { type Clause, condition, type Order, type Sql } from '../../filter/index.ts';
import type { Page, View } from './request.ts';
import { join, raw, rows, sql } from './sql.ts';
import { where } from './where.ts';

export interface ExperimentSearch {
  readonly view: View;
  readonly clauses: readonly Clause[];
  readonly orders: readonly Order[];
}

const byDefault: readonly Order[] = [
  { kind: 'attribute', key: 'creation_time', ascending: false },
  { kind: 'attribute', key: 'experiment_id', ascending: true },
];

export function experimentsAsMlflow(db: Sqlite.Database, { view, clauses, orders }: ExperimentSearch, { limit, offset }: Page): string[] {
  const found = [...(view === 'all' ? [] : [sql`e.lifecycle_stage = ${view}`]), ...clauses.map(holds)];
  const terms = (orders.length > 0 ? orders : byDefault).map(({ key, ascending }) => raw(`e.${key}${ascending ? '' : ' DESC'}`));
  return rows<[string]>(
    db,
    sql`SELECT json_object('experiment_id', CAST(e.experiment_id AS TEXT), 'name', e.name, 'artifact_location', e.artifact_location,
          'lifecycle_stage', e.lifecycle_stage, 'creation_time', e.creation_time, 'last_update_time', e.last_update_time,
          'tags', json((SELECT json_group_array(json_object('key', t.key, 'value', t.value)) FROM experiment_tags t WHERE t.experiment = e.experiment_id)))
        FROM experiments e ${where(found)} ORDER BY ${join([...terms, raw('e.experiment_id DESC')], ', ')} LIMIT ${limit} OFFSET ${offset}`,
  ).map(([json]) => json);
}

function holds({ kind, key, test }: Clause): Sql {
  // Its id is a text in the protocol: '07' names no experiment.
  if (kind === 'attribute') return condition(key === 'experiment_id' ? 'CAST(e.experiment_id AS TEXT)' : `e.${key}`, test);
  return sql`(SELECT t.value FROM experiment_tags t WHERE t.experiment = e.experiment_id AND t.key = ${key})${condition('', test)}`;
}
