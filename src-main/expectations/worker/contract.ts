/** `lookAtContract`: a table as its contract looks at it: which columns it has, what is missing in them, and its expectations. */
import { name, openTable, type Session } from '../../tables/worker/index.ts';
import type { CheckArgs, ContractAnswer } from '../protocol.ts';
import { checkTable } from './check.ts';

export async function lookAtContract(session: Session, { file, suite, examples }: Omit<CheckArgs, 'split'>): Promise<ContractAnswer> {
  session.progress('reading', 0, 0.3);
  const table = await openTable(session, file);
  const list = table.columns.map((column) => name(column.name));
  const counted = [
    'count(*)',
    ...list.map((column) => `count(${column})`),
    ...list.map((column) => `min(${name(table.row)}) FILTER (${column} IS NULL)`),
  ];
  const [rows = 0, ...found] = await session.row(`SELECT ${counted.join(', ')} FROM ${table.view}`);
  const first = (index: number) => found[table.columns.length + index] ?? null;
  return {
    rows: Number(rows),
    columns: table.columns.map((column, index) => ({
      ...column,
      present: Number(found[index] ?? 0),
      firstMissing: first(index) === null ? null : Number(first(index)),
    })),
    suite: await checkTable(session, table, { suite, examples, split: null }),
  };
}
