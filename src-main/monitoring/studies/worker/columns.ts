/** `openSides`: what both sides have in common, as columns that can be compared, and why others cannot. */
import type { StudyReport } from '../../../contract/drift.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { isNumeric, openTable, type Session } from '../../../tables/worker/index.ts';
import { columnsSide, type Side } from '../analysis/side.ts';
import type { Column } from '../analysis/subjects.ts';
import type { SideData, WantedColumn } from '../protocol.ts';
import { tableSide } from './table-side.ts';

interface Opened {
  side: Side;
  /** By name: the kind as far as the data tell. */
  kinds: Map<string, 'numeric' | 'categorical' | null>;
}

/** A column with more names than that is made of names, not of categories. */
const mostCategories = 200;

export async function openSide(session: Session, data: SideData, view: string): Promise<Opened> {
  if (data.kind === 'columns') {
    const kinds = Object.entries(data.columns).map(([column, values]) => [column, kindOfValues(values)] as const);
    return { side: columnsSide(data.rows, data.columns), kinds: new Map(kinds) };
  }
  const table = await openTable(session, data.file, view);
  return { side: tableSide(session, table), kinds: new Map(table.columns.map((column) => [column.name, kindOfColumn(column)])) };
}

export async function sharedColumns(
  reference: Opened,
  current: Opened,
  wanted: readonly WantedColumn[] | null,
): Promise<{ columns: Column[]; skipped: StudyReport['skipped'] }> {
  const asked = wanted ?? [...new Set([...reference.kinds.keys(), ...current.kinds.keys()])].map((name) => ({ name, kind: null }));
  const skipped: StudyReport['skipped'] = [];
  const columns: Column[] = [];
  for (const { name, kind } of asked) {
    const [ours, theirs] = [reference.kinds.get(name), current.kinds.get(name)];
    const chosen = kind ?? (ours === 'numeric' && theirs === 'numeric' ? 'numeric' : ours && theirs ? 'categorical' : null);
    if (ours === undefined || theirs === undefined) skipped.push({ column: name, why: 'absent' });
    else if (chosen === null) skipped.push({ column: name, why: 'kind' });
    else if (kind === null && chosen === 'categorical' && (await reference.side.counts(name)).size > mostCategories)
      skipped.push({ column: name, why: 'distinct' });
    else columns.push({ name, kind: chosen });
  }
  return { columns, skipped };
}

function kindOfColumn({ kind }: TableColumn): 'numeric' | 'categorical' | null {
  if (isNumeric(kind)) return 'numeric';
  return kind === 'text' || kind === 'boolean' ? 'categorical' : null;
}

/** A column that is nothing but gaps is whatever it is on the other side. */
function kindOfValues(values: readonly unknown[]): 'numeric' | 'categorical' {
  return values.every((value) => value === null || typeof value === 'number') ? 'numeric' : 'categorical';
}
