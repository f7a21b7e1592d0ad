/** The numbers of a chart as a table: shown behind a key, and saved as CSV. Pure. */
import type { Sheet, SheetCell } from '../../lib/spreadsheet/sheet.ts';
import type { Line } from './line.ts';

export interface ChartTable extends Pick<Sheet, 'rows'> {
  columns: readonly string[];
  /** How a column is said where it is shown; in a file it stays what it is. Without it a number is said as a number. */
  say?: (cell: SheetCell, column: number) => string;
}

/** One row per x; a line that has no point there has an empty cell. Instants are written as ISO 8601, which a spreadsheet understands. */
export function tableOfLines(lines: readonly Line[], xLabel: string, instants = false): ChartTable {
  const xs = [...new Set(lines.flatMap((line) => [...line.xs]))].sort((a, b) => a - b);
  const columns = lines.map((line) => new Map(Array.from(line.xs, (x, index) => [x, (line.raw ?? line.ys)[index] as number])));
  const measured = (y: number | undefined) => (y === undefined || Number.isNaN(y) ? null : y);
  return {
    columns: [xLabel, ...lines.map((line) => line.label)],
    rows: xs.map((x) => [instants ? new Date(x).toISOString() : x, ...columns.map((column) => measured(column.get(x)))]),
  };
}
