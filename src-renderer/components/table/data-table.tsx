/**
 * The table of the app: sticky head, columns that sort and can be widened, rows drawn only where they are seen, walked with the arrow
 * keys and opened with Enter, a filter that is typed.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../empty-state.tsx';
import { type Cell, filterRows, type Sort, sortRows } from './rows.ts';
import classes from './table.module.css';
import { TableFilter } from './table-filter.tsx';
import { TableHead } from './table-head.tsx';

export interface Column<Row> {
  /** Also what is typed in a filter: `motor:docker`, `acuracia>0.9`. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** For order and filter; a column without it has neither. */
  value?: (row: Row) => Cell;
  /** Pixels at first; a person may change it. */
  width?: number;
  align?: 'right';
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** Shown when there is no row at all. */
  empty?: ReactNode;
  initialSort?: Sort;
  filterable?: boolean;
  /** At the right of the filter. */
  toolbar?: ReactNode;
  maxHeight?: number | string;
  selectedId?: string | null;
}

const rowHeight = 36;

export function DataTable<Row>(props: Props<Row>) {
  const { rows, columns, rowId, label, onOpen, empty, filterable = false, toolbar, maxHeight = '70vh', selectedId } = props;
  const { t } = useTranslation('common');
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<Sort | null>(props.initialSort ?? null);
  const [widths, setWidths] = useState<Record<string, number>>({});
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => sortRows(filterRows(rows, columns, filter), columns, sort), [rows, columns, filter, sort]);
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
  const items = virtual.getVirtualItems();
  const widthOf = (column: Column<Row>) => widths[column.id] ?? column.width ?? 140;

  const walk = (from: number, key: string) => {
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: shown.length - 1, PageDown: from + 10, PageUp: from - 10 }[key];
    if (to === undefined) return false;
    const index = Math.max(0, Math.min(shown.length - 1, to));
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus());
    return true;
  };

  if (rows.length === 0 && empty) return empty;
  return (
    <div className={classes.wrap}>
      {(filterable || toolbar) && (
        <div className={classes.toolbar}>
          {filterable && <TableFilter value={filter} onChange={setFilter} count={shown.length} />}
          {toolbar}
        </div>
      )}
      <div ref={scroller} className={classes.scroller} style={{ maxHeight }}>
        <table
          className={classes.table}
          aria-label={label}
          aria-rowcount={shown.length + 1}
          style={{ minWidth: columns.reduce((sum, column) => sum + widthOf(column), 0) }}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={{ width: widthOf(column) }} />
            ))}
          </colgroup>
          <TableHead
            columns={columns}
            sort={sort}
            onSort={setSort}
            widthOf={widthOf}
            onWidth={(id, width) => setWidths((all) => ({ ...all, [id]: width }))}
          />
          <tbody>
            <Spacer height={items[0]?.start ?? 0} />
            {items.map(({ index }) => {
              const row = shown[index] as Row;
              return (
                <tr
                  key={rowId(row)}
                  data-index={index}
                  aria-rowindex={index + 2}
                  aria-selected={selectedId === undefined ? undefined : rowId(row) === selectedId}
                  tabIndex={index === (items[0]?.index ?? 0) || rowId(row) === selectedId ? 0 : -1}
                  data-openable={onOpen ? true : undefined}
                  onClick={() => onOpen?.(row)}
                  onKeyDown={(event) => {
                    if (event.target !== event.currentTarget) return;
                    if (event.key === 'Enter') onOpen?.(row);
                    else if (!walk(index, event.key)) return;
                    event.preventDefault();
                  }}
                >
                  {columns.map((column) => (
                    <td key={column.id} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
            <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
        {shown.length === 0 && <EmptyState title={t('table.noMatch', { filter })} />}
      </div>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr style={{ height }} /> : null;
}
