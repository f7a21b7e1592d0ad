/** `profileTable`: what a table holds, column by column. How a column is read is chosen by its first rows; what is told is exact either way. */
import { statSync } from 'node:fs';
import type { ColumnProfile, TableProfile } from '../../contract/tables.ts';
import type { TableFile } from '../tables.ts';
import { readBasics } from './basics.ts';
import { readBeginnings } from './beginnings.ts';
import { readDiffering, readRepeating } from './column.ts';
import { correlations } from './correlations.ts';
import type { Session } from './session.ts';
import { openTable } from './source.ts';
import { twins } from './twins.ts';

/** Shares of the whole, as far as they can be told beforehand. */
const share = { reading: 0.3, basics: 0.1, columns: 0.5 };

export async function profileTable(session: Session, { file }: { file: TableFile }): Promise<TableProfile> {
  session.progress('reading', 0, share.reading);
  const table = await openTable(session, file);
  const rows = await session.count(`SELECT count(*) FROM ${table.view}`);
  session.progress('columns', share.reading, share.basics);
  const beginnings = await readBeginnings(session, table);
  const differing = table.columns.filter((_, index) => !beginnings[index]!.repeats);
  const basics = new Map((await readBasics(session, table.view, differing)).map((found, index) => [differing[index]!.name, found]));
  const columns: ColumnProfile[] = [];
  for (const [index, column] of table.columns.entries()) {
    const each = share.columns / table.columns.length;
    session.progress('columns', share.reading + share.basics + index * each, each);
    const known = basics.get(column.name);
    const { grows } = beginnings[index]!;
    columns.push(
      known ? await readDiffering(session, table, column, { basics: known, rows, grows }) : await readRepeating(session, table, column, rows),
    );
  }
  session.progress('relations', 0.9, 0.1);
  return {
    rows,
    bytes: statSync(file.path).size,
    columns,
    correlations: await correlations(session, table.view, rows, columns),
    constant: rows > 0 ? columns.filter(({ distinct, missing }) => distinct + (missing > 0 ? 1 : 0) <= 1).map(({ name }) => name) : [],
    duplicated: rows > 0 ? await twins(session, table.view, columns) : [],
  };
}
