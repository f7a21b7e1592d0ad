/** `registrySearch`: models and versions by MLflow's grammar. Prompts are registered models with a tag; they are found only by whoever asks for them. */
import type { ModelVersion, RegisteredModel } from '../../contract/registry.ts';
import { type Clause, condition, modelVersions, type Order, parseFilter, parseOrders, registeredModels, type Sql } from '../../filter/index.ts';
import type { Storage } from '../../storage/index.ts';
import { type ModelRow, modelColumns, toModel } from './models.ts';
import { toVersion, type VersionRow, versionColumns } from './versions.ts';

export interface SearchPage {
  filter?: string | undefined;
  orderBy?: readonly string[];
  limit: number;
  offset: number;
}

const promptTag = 'mlflow.prompt.is_prompt';

const modelFields: Record<string, string> = {
  name: 'm.name',
  timestamp: 'm.last_updated_time',
  last_updated_timestamp: 'm.last_updated_time',
  creation_timestamp: 'm.creation_time',
};
const versionFields: Record<string, string> = {
  name: 'm.name',
  run_id: "ifnull(v.tracking_run_id, '')",
  source_path: 'v.source',
  version_number: 'v.version',
  creation_timestamp: 'v.creation_time',
  last_updated_timestamp: 'v.last_updated_time',
};

const modelTag = 'registered_model_tags t WHERE t.model = m.id';
const versionTag = 'model_version_tags t WHERE t.model = v.model AND t.version = v.version';
/** A prompt's every version is one. */
const ofModel = 'model_version_tags t WHERE t.model = m.id';

export function registrySearch({ db }: Pick<Storage, 'db'>) {
  function select<Row>(columns: string, from: string, where: readonly Sql[], order: string, page: SearchPage): { rows: Row[]; total: number } {
    const condition = where.length === 0 ? '' : `WHERE ${where.map(({ sql }) => sql).join(' AND ')}`;
    const params = where.flatMap((one) => one.params);
    const rows = db
      .prepare<unknown[], Row>(`SELECT ${columns} FROM ${from} ${condition} ORDER BY ${order} LIMIT ? OFFSET ?`)
      .all(...params, page.limit, page.offset);
    const total = db
      .prepare<unknown[], number>(`SELECT count(*) FROM ${from} ${condition}`)
      .pluck()
      .get(...params)!;
    return { rows, total };
  }

  return {
    models({ filter, orderBy = [], ...page }: SearchPage): { models: RegisteredModel[]; total: number } {
      const clauses = parseFilter(filter, registeredModels);
      const order = orderOf(parseOrders(orderBy, registeredModels), modelFields, ['m.name']);
      const { rows, total } = select<ModelRow>(modelColumns, 'registered_models m', whereOf(clauses, modelFields, modelTag, modelTag), order, page);
      return { models: rows.map(toModel), total };
    },
    versions({ filter, orderBy = [], ...page }: SearchPage): { versions: ModelVersion[]; total: number } {
      const clauses = parseFilter(filter, modelVersions);
      const orders = parseOrders(orderBy.length > 0 ? orderBy : ['last_updated_timestamp DESC'], modelVersions);
      const order = orderOf(orders, versionFields, ['m.name', 'v.version DESC']);
      const from = 'model_versions v JOIN registered_models m ON m.id = v.model';
      const { rows, total } = select<VersionRow>(versionColumns, from, whereOf(clauses, versionFields, versionTag, ofModel), order, page);
      return { versions: rows.map(toVersion), total };
    },
  };
}

function whereOf(clauses: readonly Clause[], fields: Record<string, string>, tags: string, promptTags: string): Sql[] {
  const asksForPrompts = clauses.some(wantsPrompts);
  const kept = asksForPrompts ? clauses : clauses.filter((clause) => !isAboutPrompts(clause));
  const where = kept.map((clause) => sqlOf(clause, fields, tags));
  return asksForPrompts
    ? where
    : [...where, { sql: `NOT EXISTS (SELECT 1 FROM ${promptTags} AND t.key = '${promptTag}' AND t.value = 'true')`, params: [] }];
}

function sqlOf({ kind, key, test }: Clause, fields: Record<string, string>, tags: string): Sql {
  if (kind !== 'tag') return condition(fields[key]!, test);
  const value = condition('t.value', test);
  return { sql: `EXISTS (SELECT 1 FROM ${tags} AND t.key = ? AND ${value.sql})`, params: [key, ...value.params] };
}

function isAboutPrompts({ kind, key }: Clause): boolean {
  return kind === 'tag' && key === promptTag;
}

function wantsPrompts(clause: Clause): boolean {
  const { operator, value } = clause.test;
  if (!isAboutPrompts(clause) || typeof value !== 'string') return false;
  return (operator === '=' && value.toLowerCase() === 'true') || (operator === '!=' && value.toLowerCase() === 'false');
}

/** What was asked for, and then enough to make the order whole. */
function orderOf(orders: readonly Order[], fields: Record<string, string>, ties: readonly string[]): string {
  const asked = orders.map(({ key, ascending }) => `${fields[key]} ${ascending ? 'ASC' : 'DESC'}`);
  const open = ties.filter((tie) => !orders.some(({ key }) => fields[key] === tie.split(' ')[0]));
  return [...asked, ...open].join(', ');
}
