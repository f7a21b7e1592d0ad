/** The numbers of a chart as a table: shown behind a key, and saved as CSV. Pure. */
import type { Sheet } from '../../lib/spreadsheet/sheet.ts';
import type { Line } from './line.ts';

export type ChartTable = Pick<Sheet, 'columns' | 'rows'>;

/** One row per x; a line that has no point there has an empty cell. */
export function tableOfLines(lines: readonly Line[], xLabel: string): ChartTable {
  const xs = [...new Set(lines.flatMap((line) => [...line.xs]))].sort((a, b) => a - b);
  const columns = lines.map((line) => new Map(Array.from(line.xs, (x, index) => [x, (line.raw ?? line.ys)[index] as number])));
  return {
    columns: [xLabel, ...lines.map((line) => line.label)],
    rows: xs.map((x) => [x, ...columns.map((column) => column.get(x) ?? null)]),
  };
}
