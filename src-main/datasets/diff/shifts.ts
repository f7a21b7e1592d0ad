/** `shiftOf`: how the values of one column moved between two profiles: shares over common intervals or values, and their stability index. */
import type { ColumnShift } from '../../contract/datasets.ts';
import type { ColumnProfile, TableProfile } from '../../contract/tables.ts';

type Bin = ColumnShift['bins'][number];

const intervals = 10;
/** An empty share would make the index infinite. */
const least = 1e-4;

export function shiftsOf(before: TableProfile, after: TableProfile): ColumnShift[] {
  const later = new Map(after.columns.map((column) => [column.name, column]));
  return before.columns
    .flatMap((column) => {
      const same = later.get(column.name);
      return same ? [shiftOf(column, before.rows, same, after.rows)] : [];
    })
    .sort((a, b) => b.psi - a.psi);
}

function shiftOf(before: ColumnProfile, rowsBefore: number, after: ColumnProfile, rowsAfter: number): ColumnShift {
  const isNumeric = before.histogram !== null && after.histogram !== null && before.kind !== 'text' && after.kind !== 'text';
  const shares = isNumeric ? intervalShares(before, rowsBefore, after, rowsAfter) : valueShares(before, rowsBefore, after, rowsAfter);
  const missing = share('', before.missing / Math.max(1, rowsBefore), after.missing / Math.max(1, rowsAfter));
  const bins = before.missing + after.missing > 0 ? [...shares, missing] : shares;
  return { column: before.name, kind: after.kind, before: sideOf(before), after: sideOf(after), bins, psi: stability(bins) };
}

const sideOf = ({ missing, distinct, mean, min, max }: ColumnProfile): ColumnShift['before'] => ({ missing, distinct, mean, min, max });
const share = (value: string | null, before: number, after: number): Bin => ({ from: null, to: null, value, before, after });

/** Bars of both over the same intervals: a bar that crosses an edge is divided in proportion. */
function intervalShares(before: ColumnProfile, rowsBefore: number, after: ColumnProfile, rowsAfter: number): Bin[] {
  const all = [before.histogram!.edges, after.histogram!.edges].filter((edges) => edges.length > 1);
  if (all.length === 0) return [];
  const low = Math.min(...all.map((edges) => edges[0]!));
  const high = Math.max(...all.map((edges) => edges.at(-1)!));
  const width = (high - low) / intervals;
  const count = width === 0 ? 1 : intervals;
  return Array.from({ length: count }, (_, index): Bin => {
    const from = low + index * width;
    const to = index === count - 1 ? high : from + width;
    const within = (column: ColumnProfile, rows: number) => between(column.histogram!, from, to, index === count - 1) / Math.max(1, rows);
    return { from, to, value: null, before: within(before, rowsBefore), after: within(after, rowsAfter) };
  });
}

function between({ edges, counts }: NonNullable<ColumnProfile['histogram']>, from: number, to: number, isLast: boolean): number {
  return counts.reduce((sum, count, index) => {
    const low = edges[index]!;
    const high = edges[index + 1]!;
    if (low === high) return low >= from && (low < to || isLast) ? sum + count : sum;
    const overlap = Math.max(0, Math.min(high, to) - Math.max(low, from));
    return sum + (count * overlap) / (high - low);
  }, 0);
}

/** The most frequent values of either, and the rest. */
function valueShares(before: ColumnProfile, rowsBefore: number, after: ColumnProfile, rowsAfter: number): Bin[] {
  const counts = ({ top }: ColumnProfile) => new Map(top.map(({ value, count }) => [String(value), count]));
  const [was, is] = [counts(before), counts(after)];
  // A value beyond the most frequent of one side is not counted there: only those of both sides, or of a side that shows all its values, can be compared.
  const isWhole = (column: ColumnProfile) => column.distinct <= column.top.length;
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => (was.has(name) || isWhole(before)) && (is.has(name) || isWhole(after)));
  const bins = names.map((name) => share(name, (was.get(name) ?? 0) / Math.max(1, rowsBefore), (is.get(name) ?? 0) / Math.max(1, rowsAfter)));
  const rest = (column: ColumnProfile, rows: number, of: 'before' | 'after') =>
    Math.max(0, (rows - column.missing) / Math.max(1, rows) - bins.reduce((sum, bin) => sum + bin[of], 0));
  const others = share(null, rest(before, rowsBefore, 'before'), rest(after, rowsAfter, 'after'));
  return others.before + others.after > 1e-9 ? [...bins, others] : bins;
}

function stability(bins: readonly Bin[]): number {
  return bins.reduce((sum, { before, after }) => {
    const [was, is] = [Math.max(before, least), Math.max(after, least)];
    return sum + (is - was) * Math.log(is / was);
  }, 0);
}
