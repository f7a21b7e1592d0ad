/** The numbers of a chart, one row each. */
import { useMemo } from 'react';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import type { ChartTable } from './chart-table.ts';

type Row = ChartTable['rows'][number];

export function NumbersTable({ label, table, height }: { label: string; table: ChartTable; height: number }) {
  const { locale } = useLocale();
  const columns = table.columns.map((header, index): Column<Row> => {
    const numbers = table.rows.some((row) => typeof row[index] === 'number');
    return {
      id: String(index),
      header,
      width: 130,
      ...(numbers ? { align: 'right' as const } : {}),
      cell: (row) => {
        const value = row[index] ?? null;
        if (value === null) return '—';
        if (table.say) return table.say(value, index);
        return typeof value === 'number' ? formatNumber(value, locale) : value;
      },
      value: (row) => row[index] ?? null,
    };
  });
  const ids = useMemo(() => new Map(table.rows.map((row, index) => [row, String(index)])), [table]);
  return <DataTable label={label} rows={table.rows} columns={columns} rowId={(row) => ids.get(row) ?? ''} maxHeight={height} />;
}
