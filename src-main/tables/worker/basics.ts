/** `readBasics`: how many values, from where to where, their mean and spread: of columns as they are, in one pass, or of values with their counts. */
import type { Cell, TableColumn } from '../../contract/tables.ts';
import { isInstant, isNumeric } from './kinds.ts';
import type { Session } from './session.ts';
import { name } from './sql.ts';

export interface Basics {
  readonly present: number;
  readonly min: Cell;
  readonly max: Cell;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly lengths: { min: number; max: number; mean: number } | null;
  readonly infinite: number;
  readonly zeros: number;
  readonly negatives: number;
  /** From where to where a histogram goes: finite, instants in milliseconds. */
  readonly range: readonly [number, number] | null;
}

/** Of whole columns, one after another: what is asked of an instant a file of Parquet tells without being read. */
export async function readBasics(session: Session, view: string, columns: readonly TableColumn[]): Promise<Basics[]> {
  const found: Basics[] = [];
  for (const column of columns) found.push(basicsOf(await session.row(`SELECT ${asked(column, name(column.name), null).join(', ')} FROM ${view}`)));
  return found;
}

/** Of `frequency`: values `v` with how often each is there, `n`. */
export async function readCountedBasics(session: Session, column: TableColumn): Promise<Basics> {
  const mean = isNumeric(column.kind)
    ? await session.row(`SELECT sum(${finite(column, 'v')} * n) / sum(n) FILTER (${finite(column, 'v')} IS NOT NULL) FROM frequency`)
    : [];
  return basicsOf(await session.row(`SELECT ${asked(column, 'v', typeof mean[0] === 'number' ? mean[0] : 0).join(', ')} FROM frequency`));
}

function finite({ kind }: TableColumn, it: string): string {
  return kind === 'number' ? `CASE WHEN isfinite(${it}) THEN ${it} END` : `${it}::DOUBLE`;
}

/** Twelve values of a column, in the order of `basicsOf`. With a mean, values are weighed by `n`. */
function asked(column: TableColumn, it: string, mean: number | null): string[] {
  const { kind } = column;
  const numeric = isNumeric(kind);
  const of = (applies: boolean, sql: string) => (applies ? sql : 'NULL');
  const count = (condition: string) => (mean === null ? `count(*) FILTER (${condition})` : `coalesce(sum(n) FILTER (${condition}), 0)`);
  const number = numeric ? finite(column, it) : 'NULL';
  const spread =
    mean === null ? `stddev_samp(${number})` : `sqrt(sum(n * (${number} - '${mean}'::DOUBLE) ** 2) / (sum(n) FILTER (${number} IS NOT NULL) - 1))`;
  // The ends of what is finite, where some of it may not be; else those that are known.
  const [least, largest] = kind === 'number' ? [`min(${number})`, `max(${number})`] : [`min(${it})`, `max(${it})`];
  const instant = (end: string) => (isInstant(kind) ? `epoch_ms(${end})` : end);
  return [
    mean === null ? `count(${it})` : count(`${it} IS NOT NULL`),
    `min(${it})`,
    `max(${it})`,
    of(numeric, mean === null ? `avg(${number})` : `'${mean}'::DOUBLE`),
    of(numeric, spread),
    of(kind === 'text', `min(length(${it}))`),
    of(kind === 'text', `max(length(${it}))`),
    of(kind === 'text', mean === null ? `avg(length(${it}))` : `sum(length(${it}) * n) / sum(n)`),
    of(kind === 'number', count(`isinf(${it})`)),
    of(numeric, count(`${it} = 0`)),
    of(numeric, count(`${it} < 0`)),
    of(numeric || isInstant(kind), `[${instant(least)}, ${instant(largest)}]::DOUBLE[]::VARCHAR`),
  ];
}

function basicsOf(values: readonly Cell[]): Basics {
  const [present, min = null, max = null, mean, sd, shortest, longest, meanLength, infinite, zeros, negatives, range] = values;
  const number = (value: Cell | undefined) => (typeof value === 'number' ? value : null);
  const [from, to] =
    /^\[(\S+), (\S+)\]$/
      .exec(String(range ?? ''))
      ?.slice(1)
      .map(Number) ?? [];
  const hasRange = from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to);
  return {
    present: Number(present),
    min,
    max,
    // Of no values at all there is none.
    mean: hasRange ? number(mean) : null,
    sd: number(sd),
    lengths: number(shortest) === null ? null : { min: Number(shortest), max: Number(longest), mean: Number(meanLength) },
    infinite: Number(infinite ?? 0),
    zeros: Number(zeros ?? 0),
    negatives: Number(negatives ?? 0),
    range: hasRange ? [from, to] : null,
  };
}
