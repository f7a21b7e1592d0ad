/** `compareColumns`: every column on both sides, its p-value corrected for the others, the most certain first. */
import type { Correction, SubjectDrift } from '../../../contract/drift.ts';
import { highBelow, warningBelow } from '../../drift/finding.ts';
import { corrected } from '../../statistics/corrected.ts';
import { compareCategories } from './categories.ts';
import { compareNumbers } from './numbers.ts';
import type { Side, Where } from './side.ts';
import type { Found } from './subject.ts';

export interface Column {
  readonly name: string;
  readonly kind: SubjectDrift['kind'];
}

export interface Sides {
  readonly reference: Side;
  readonly current: Side;
}

/** Columns of numbers on both sides, in memory at once. */
const readTogether = 8;

export async function compareColumns(
  sides: Sides,
  columns: readonly Column[],
  correction: Correction,
  onColumn: (done: number) => void = () => {},
): Promise<SubjectDrift[]> {
  const found: { column: Column; found: Found }[] = [];
  const numeric = columns.filter(({ kind }) => kind === 'numeric').map(({ name }) => name);
  for (const column of columns) {
    const at = numeric.indexOf(column.name);
    if (column.kind === 'numeric' && at % readTogether === 0)
      for (const side of [sides.reference, sides.current]) await side.ahead?.(numeric.slice(at, at + readTogether));
    found.push({ column, found: await compareColumn(sides, column) });
    onColumn(found.length);
  }
  const ps = corrected(
    found.map(({ found: { p } }) => p),
    correction,
  );
  return found
    .map(
      ({ column, found: rest }, i): SubjectDrift => ({
        feature: column.name,
        kind: column.kind,
        severity: severityOf(ps[i]!),
        corrected: ps[i]!,
        ...rest,
      }),
    )
    .sort((a, b) => a.p - b.p || b.psi - a.psi);
}

export async function compareColumn({ reference, current }: Sides, { name, kind }: Column, where?: Where): Promise<Found> {
  if (kind !== 'numeric') return compareCategories(await reference.counts(name, where), await current.counts(name, where));
  return compareNumbers(
    { values: await reference.numbers(name, where), rows: await reference.rows(where) },
    { values: await current.numbers(name, where), rows: await current.rows(where) },
  );
}

export function severityOf(p: number): SubjectDrift['severity'] {
  return p < highBelow ? 'high' : p < warningBelow ? 'warning' : 'none';
}

/** Share of the columns that drifted; what is predicted is no column. */
export function scoreOf(subjects: readonly Pick<SubjectDrift, 'kind' | 'severity'>[]): number {
  const columns = subjects.filter(({ kind }) => kind !== 'prediction');
  return columns.length === 0 ? 0 : columns.filter(({ severity }) => severity !== 'none').length / columns.length;
}
