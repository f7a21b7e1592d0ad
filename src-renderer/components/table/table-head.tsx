/** The head of a table: click or Enter sorts (up, down, as it came); the right edge of a column widens it, by hand or with the arrow keys. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table.tsx';
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
              <Resizer name={column.header} width={widthOf(column)} onWidth={(width) => onWidth(column.id, width)} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const least = 56;

function Resizer({ name, width, onWidth }: { name: string; width: number; onWidth(width: number): void }) {
  const { t } = useTranslation('common');
  const drag = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const from = { x: event.clientX, width };
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onWidth(Math.max(least, from.width + moved.clientX - from.x));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged nor focused.
    <span
      className={classes.resizer}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('table.resize', { name })}
      aria-valuenow={width}
      onPointerDown={drag}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onWidth(Math.max(least, width - 16));
        if (event.key === 'ArrowRight') onWidth(width + 16);
      }}
    />
  );
}
