/** `profileTable`: what a table holds, column by column. One pass for what a pass can tell, then each column by the frequencies of its values. */
import { statSync } from 'node:fs';
import type { ColumnProfile, TableProfile } from '../../contract/tables.ts';
import type { TableFile } from '../tables.ts';
import { type Basics, readBasics } from './basics.ts';
import { readColumn } from './column.ts';
import { correlations } from './correlations.ts';
import type { Session } from './session.ts';
import { openTable } from './source.ts';
import { twins } from './twins.ts';

/** Shares of the whole, as far as they can be told beforehand. */
const share = { reading: 0.3, basics: 0.15, columns: 0.45 };

export async function profileTable(session: Session, { file }: { file: TableFile }): Promise<TableProfile> {
  session.progress('reading', 0, share.reading);
  const table = await openTable(session, file);
  session.progress('columns', share.reading, share.basics);
  const { rows, columns: basics } = await readBasics(session, table);
  const columns: ColumnProfile[] = [];
  const each = share.columns / Math.max(1, basics.length);
  for (const [index, about] of basics.entries()) {
    session.progress('columns', share.reading + share.basics + index * each, each);
    columns.push(profileOf(about, await readColumn(session, table.view, about)));
  }
  session.progress('relations', 1 - 0.1, 0.1);
  return {
    rows,
    bytes: statSync(file.path).size,
    columns,
    correlations: await correlations(session, table.view, columns),
    constant: rows > 0 ? columns.filter(({ distinct, missing }) => distinct + (missing > 0 ? 1 : 0) <= 1).map(({ name }) => name) : [],
    duplicated: rows > 0 ? await twins(session, table.view, columns) : [],
  };
}

function profileOf(
  { column, missing, min, max, mean, sd, lengths, infinite, zeros, negatives }: Basics,
  found: Pick<ColumnProfile, 'distinct' | 'quantiles' | 'histogram' | 'top'>,
): ColumnProfile {
  return { ...column, missing, ...found, min, max, mean, sd, lengths, infinite, zeros, negatives };
}
