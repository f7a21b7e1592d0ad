/** `readBasics`: all that one pass over a table tells of every column: how many, from where to where, their mean and spread. */
import type { Cell, TableColumn } from '../../contract/tables.ts';
import { isInstant, isNumeric } from './kinds.ts';
import type { Session } from './session.ts';
import type { Table } from './source.ts';
import { name } from './sql.ts';

export interface Basics {
  readonly column: TableColumn;
  readonly present: number;
  readonly missing: number;
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
  /** Different values among the first rows: whether counting each of them is cheap. */
  readonly early: number;
}

const judgedRows = 200_000;

export async function readBasics(session: Session, { view, columns }: Table): Promise<{ rows: number; columns: Basics[] }> {
  if (columns.length === 0) return { rows: await session.count(`SELECT count(*) FROM ${view}`), columns: [] };
  const width = 12;
  const [rows, ...values] = await session.row(`SELECT count(*), ${columns.flatMap(asked).join(', ')} FROM ${view}`);
  const early = await session.row(
    `SELECT ${columns.map((column) => `approx_count_distinct(${name(column.name)})`).join(', ')} FROM (SELECT * FROM ${view} LIMIT ${judgedRows})`,
  );
  return {
    rows: Number(rows),
    columns: columns.map((column, index) => basicsOf(column, Number(rows), values.slice(index * width, (index + 1) * width), Number(early[index]))),
  };
}

/** Twelve values of each column, in the order of `basicsOf`. */
function asked({ name: column, kind }: TableColumn): string[] {
  const it = name(column);
  const numeric = isNumeric(kind);
  const finite = kind === 'number' ? `CASE WHEN isfinite(${it}) THEN ${it} END` : it;
  const of = (applies: boolean, sql: string) => (applies ? sql : 'NULL');
  const number = kind === 'integer' ? `${it}::DOUBLE` : finite;
  const instant = `epoch_ms(${it})`;
  return [
    `count(${it})`,
    `min(${it})`,
    `max(${it})`,
    of(numeric, `avg(${number})`),
    of(numeric, `stddev_samp(${number})`),
    of(kind === 'text', `min(length(${it}))`),
    of(kind === 'text', `max(length(${it}))`),
    of(kind === 'text', `avg(length(${it}))`),
    of(kind === 'number', `count(*) FILTER (isinf(${it}))`),
    of(numeric, `count(*) FILTER (${it} = 0)`),
    of(numeric, `count(*) FILTER (${it} < 0)`),
    of(numeric || isInstant(kind), `[min(${numeric ? number : instant}), max(${numeric ? number : instant})]::DOUBLE[]::VARCHAR`),
  ];
}

function basicsOf(column: TableColumn, rows: number, values: readonly Cell[], early: number): Basics {
  const [present, min = null, max = null, mean, sd, shortest, longest, meanLength, infinite, zeros, negatives, range] = values;
  const number = (value: Cell | undefined) => (typeof value === 'number' ? value : null);
  const [from, to] =
    /^\[(\S+), (\S+)\]$/
      .exec(String(range ?? ''))
      ?.slice(1)
      .map(Number) ?? [];
  return {
    column,
    present: Number(present),
    missing: rows - Number(present),
    min,
    max,
    mean: number(mean),
    sd: number(sd),
    lengths: number(shortest) === null ? null : { min: Number(shortest), max: Number(longest), mean: Number(meanLength) },
    infinite: Number(infinite ?? 0),
    zeros: Number(zeros ?? 0),
    negatives: Number(negatives ?? 0),
    range: from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to) ? [from, to] : null,
    early,
  };
}
