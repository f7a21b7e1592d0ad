/** `tableSide`: one side of a comparison in a file: a column at a time leaves DuckDB, categories already counted. */
import type { Cell } from '../../../contract/tables.ts';
import { name, openRoom, type Room, type Session, type Table } from '../../../tables/worker/index.ts';
import { gap, type Side, type Where } from '../analysis/side.ts';

export function tableSide(session: Session, { view, row }: Table): Side {
  const counted = new Map<string, Promise<number>>();
  const ready = new Map<string, Float64Array>();
  /** What was read ahead goes when more is read ahead: a million numbers of a column lie where those of the one before lay. */
  const rooms: Room[] = [];
  const only = (where: Where | undefined): { sql: string; values: Cell[] } =>
    !where
      ? { sql: '', values: [] }
      : where.value === gap
        ? { sql: ` WHERE ${name(where.column)} IS NULL`, values: [] }
        : { sql: ` WHERE ${name(where.column)}::VARCHAR = ?`, values: [where.value] };
  return {
    rows(where) {
      const { sql, values } = only(where);
      const key = sql + values.join();
      const known = counted.get(key) ?? session.count(`SELECT count(*) FROM ${view}${sql}`, values);
      counted.set(key, known);
      return known;
    },
    async numbers(column, where) {
      const { sql, values } = only(where);
      const known = where ? undefined : ready.get(column);
      ready.delete(column);
      return known ?? (await session.doubles([name(column)], `${view}${sql}`, values))[0]!;
    },
    async ahead(columns) {
      ready.clear();
      while (rooms.length < columns.length) rooms.push(openRoom());
      const found = await session.doubles(columns.map(name), view, [], rooms);
      for (const [index, column] of columns.entries()) ready.set(column, found[index]!);
    },
    async counts(column, where) {
      const { sql, values } = only(where);
      const found = await session.rows(`SELECT ${name(column)}::VARCHAR, count(*) FROM ${view}${sql} GROUP BY 1`, values);
      return new Map(found.map(([value, count]) => [value === null ? gap : String(value), Number(count)]));
    },
    // The rows with the least hashes of their places: the same ones for the same seed, however many threads read.
    sample: (columns, limit, seed) =>
      session.rows(
        `SELECT ${columns.map((column) => name(column)).join(', ')} FROM ${view} ORDER BY hash(${name(row)} + ${Math.trunc(seed)} * 1000003), ${name(row)} LIMIT ${Math.trunc(limit)}`,
      ) as Promise<(string | number | boolean | null)[][]>,
  };
}
