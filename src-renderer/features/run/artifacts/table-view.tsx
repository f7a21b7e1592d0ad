/** A table of data: what each column holds beside its name, numbers in the language's way; only the rows in sight are drawn. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import classes from './artifacts.module.css';
import { type ColumnType, columnTypes, numberOf, type Table } from './tables.ts';

type Row = { index: number; cells: string[] };

const isNumber = (type: ColumnType) => type === 'integer' || type === 'number';

export function TableView({ table, label }: { table: Table; label: string }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const rows = useMemo(() => table.rows.map((cells, index): Row => ({ index, cells })), [table]);
  const columns = useMemo(() => {
    const types = columnTypes(table);
    return table.columns.map((name, at): Column<Row> => {
      const type = types[at] ?? 'text';
      const read = (row: Row) => row.cells[at] ?? '';
      const kind = t(`artifacts.type.${type}`);
      return {
        id: name || String(at),
        header: `${name} · ${kind}`,
        width: Math.max(96, Math.min(260, 40 + 7 * (name.length + kind.length))),
        cell: (row) => shown(read(row), type, locale),
        value: (row) => (isNumber(type) && read(row) !== '' ? numberOf(read(row)) : read(row)),
        ...(isNumber(type) ? { align: 'right' } : {}),
      };
    });
  }, [table, t, locale]);
  return (
    <>
      <p className={classes.quiet}>{t('artifacts.size', { rows: rows.length.toLocaleString(locale), columns: columns.length })}</p>
      <DataTable label={label} rows={rows} columns={columns} rowId={({ index }) => String(index)} filterable maxHeight="60vh" />
    </>
  );
}

/** Without separators of thousands: many numbers of a table of data are years and codes. */
function shown(text: string, type: ColumnType, locale: Locale): string {
  if (text === '' || !isNumber(type)) return text;
  const value = numberOf(text);
  return Number.isFinite(value) ? value.toLocaleString(locale, { useGrouping: false, maximumSignificantDigits: 15 }) : text;
}
