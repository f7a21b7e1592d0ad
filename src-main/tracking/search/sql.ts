/**
 * `sql`: SQL in pieces. A value in a template becomes a bound parameter, a piece is put in with its own; so no text of a person is ever part of the SQL.
 * `rows`, `cell`: run one, its statement kept with the connection.
 */
import type Sqlite from 'better-sqlite3';
import type { Sql } from '../../filter/index.ts';

type Value = string | number | Sql;

export function sql(texts: TemplateStringsArray, ...values: readonly Value[]): Sql {
  let text = texts[0]!;
  const params: (string | number)[] = [];
  values.forEach((value, i) => {
    if (typeof value === 'object') {
      text += value.sql;
      for (const param of value.params) params.push(param);
    } else {
      text += '?';
      params.push(value);
    }
    text += texts[i + 1];
  });
  return { sql: text, params };
}

/** A name or keyword of ours. */
export const raw = (text: string): Sql => ({ sql: text, params: [] });

export function join(pieces: readonly Sql[], separator: string): Sql {
  return { sql: pieces.map((piece) => piece.sql).join(separator), params: pieces.flatMap((piece) => piece.params) };
}

/** With a leading ` AND ` each, to follow a condition. */
export const and = (pieces: readonly Sql[]): Sql => join([raw(''), ...pieces], ' AND ');

const kept = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement>>();
const keptStatements = 200;

function prepared(db: Sqlite.Database, text: string): Sqlite.Statement {
  const statements = kept.get(db) ?? new Map<string, Sqlite.Statement>();
  kept.set(db, statements);
  const known = statements.get(text);
  if (known) return known;
  const statement = db.prepare(text).raw();
  if (statements.size >= keptStatements) statements.delete(statements.keys().next().value!);
  statements.set(text, statement);
  return statement;
}

export function rows<Row extends unknown[]>(db: Sqlite.Database, query: Sql): Row[] {
  return prepared(db, query.sql).all(...query.params) as Row[];
}

/** The first column of the first row. */
export function cell<T>(db: Sqlite.Database, query: Sql): T | undefined {
  const row = prepared(db, query.sql).get(...query.params) as [T] | undefined;
  return row?.[0];
}
