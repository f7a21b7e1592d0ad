/** The numbers of a chart. */
import { useLocale } from '../../app/i18n.ts';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { aligned, type Series } from './series.ts';

interface Props {
  series: readonly Series[];
  xLabel: string;
  time: boolean;
  height: number;
  format?: (value: number) => string;
}

interface Row {
  x: number;
  ys: (number | null)[];
}

export function ChartTable({ series, xLabel, time, height, format }: Props) {
  const { locale } = useLocale();
  const [xs, ...lines] = aligned(series);
  const rows = xs.map((x, index): Row => ({ x, ys: lines.map((line) => line[index] ?? null) }));
  const say = format ?? ((value: number) => formatNumber(value, locale));
  const columns: Column<Row>[] = [
    { id: 'x', header: xLabel, width: 110, cell: (row) => (time ? formatInstant(row.x, locale) : row.x), value: (row) => row.x },
    ...series.map((line, index): Column<Row> => {
      const value = (row: Row) => row.ys[index] ?? null;
      return {
        id: `${index}`,
        header: line.label,
        width: 130,
        align: 'right',
        cell: (row) => {
          const y = value(row);
          return y === null ? '—' : say(y);
        },
        value,
      };
    }),
  ];
  return (
    <DataTable label={series.map((line) => line.label).join(', ')} rows={rows} columns={columns} rowId={(row) => String(row.x)} maxHeight={height} />
  );
}
