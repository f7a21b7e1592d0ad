/** The head of a table: click or Enter sorts (up, down, as it came); the right edge of a column widens it, by hand or with the arrow keys. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Column } from './data-table.tsx';
import { Resizer } from './resizer.tsx';
import type { Sort } from './rows.ts';
import classes from './table.module.css';

interface Props<Row> {
  columns: readonly Column<Row>[];
  sort: Sort | null;
  onSort(sort: Sort | null): void;
  widthOf(column: Column<Row>): number;
  onWidth(id: string, width: number): void;
}

export function TableHead<Row>({ columns, sort, onSort, widthOf, onWidth }: Props<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const sorted = sort?.id === column.id ? sort : null;
          const next = !sorted ? { id: column.id, desc: false } : sorted.desc ? null : { id: column.id, desc: true };
          return (
            <th key={column.id} data-align={column.align} aria-sort={sorted ? (sorted.desc ? 'descending' : 'ascending') : undefined}>
              {column.value ? (
                <button type="button" className={classes.sort} title={column.header} onClick={() => onSort(next)}>
                  <span>{column.header}</span>
                  {sorted && (sorted.desc ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />)}
                </button>
              ) : (
                <span>{column.header}</span>
              )}
              <Resizer label={column.header} width={widthOf(column)} onWidth={(width) => onWidth(column.id, width)} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
