/** `modelsWhere`, `versionsWhere`: clauses and orders as SQL. Prompts are registered models with a tag; they are found only by whoever asks for them. */
import { type Clause, condition, type Order, type Sql } from '../../filter/index.ts';

export interface Asked {
  clauses: readonly Clause[];
  orders: readonly Order[];
}

export interface Where {
  /** After FROM. */
  sql: string;
  order: string;
  params: (string | number)[];
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

interface Tags {
  table: string;
  /** Of `t`, to what is searched. */
  link: string;
}
const modelTags: Tags = { table: 'registered_model_tags', link: 't.model = m.id' };
const versionTags: Tags = { table: 'model_version_tags', link: 't.model = v.model AND t.version = v.version' };

export function modelsWhere({ clauses, orders }: Asked): Where {
  return { ...whereOf('registered_models m', clauses, modelFields, modelTags), order: orderOf(orders, modelFields, ['m.name']) };
}

export function versionsWhere({ clauses, orders }: Asked): Where {
  const from = 'model_versions v JOIN registered_models m ON m.id = v.model';
  return { ...whereOf(from, clauses, versionFields, versionTags), order: orderOf(orders, versionFields, ['m.name', 'v.version DESC']) };
}

function whereOf(from: string, clauses: readonly Clause[], fields: Record<string, string>, tags: Tags): Pick<Where, 'sql' | 'params'> {
  const asksForPrompts = clauses.some(wantsPrompts);
  const kept = asksForPrompts ? clauses : clauses.filter((clause) => !isAboutPrompts(clause));
  // A prompt's every version is one.
  const noPrompts = { sql: `m.id NOT IN (SELECT model FROM ${tags.table} WHERE key = '${promptTag}' AND value = 'true')`, params: [] };
  const all = [...kept.map((clause) => sqlOf(clause, fields, tags)), ...(asksForPrompts ? [] : [noPrompts])];
  return { sql: `${from} WHERE ${all.map(({ sql }) => sql).join(' AND ')}`, params: all.flatMap(({ params }) => [...params]) };
}

function sqlOf({ kind, key, test }: Clause, fields: Record<string, string>, { table, link }: Tags): Sql {
  if (kind !== 'tag') return condition(fields[key]!, test);
  const value = condition('t.value', test);
  return { sql: `EXISTS (SELECT 1 FROM ${table} t WHERE ${link} AND t.key = ? AND ${value.sql})`, params: [key, ...value.params] };
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
