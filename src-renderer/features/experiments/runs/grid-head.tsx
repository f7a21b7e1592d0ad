/** The head of the table: a click orders, dragging (or Alt and an arrow) moves a column, its right edge widens it. */
import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Resizer } from '../../../components/table/resizer.tsx';
import classes from './grid.module.css';
import { summaryOf } from './summary.ts';
import { alignOf, type ColumnView, fieldOf, isSortable, moved, nextSort, type Sort } from './view.ts';

interface Props {
  name: ColumnView;
  columns: readonly ColumnView[];
  sort: Sort | null;
  /** Of what can be selected at once. */
  ticked: 'all' | 'some' | 'none';
  /** Groups are in their own order. */
  sortable: boolean;
  onTick(): void;
  onSort(sort: Sort | null): void;
  onColumns(columns: ColumnView[]): void;
  onWidth(id: string, width: number): void;
}

export const GridHead = memo(Head);

function Head({ name, columns, sort, ticked, sortable, onTick, onSort, onColumns, onWidth }: Props) {
  const { t } = useTranslation('experiments');
  const [over, setOver] = useState<string | null>(null);
  const mark = { all: 'true', some: 'mixed', none: 'false' } as const;
  return (
    <thead className={classes.head}>
      <tr className={classes.line} aria-rowindex={1}>
        <th className={classes.headCell}>
          {/* biome-ignore lint/a11y/useSemanticElements: an input has no third state that CSS can draw. */}
          <button type="button" role="checkbox" className={classes.tick} aria-checked={mark[ticked]} aria-label={t('table.tickAll')} onClick={onTick}>
            {ticked === 'all' && <Check size={12} strokeWidth={3} />}
            {ticked === 'some' && <Minus size={12} strokeWidth={3} />}
          </button>
        </th>
        {[name, ...columns].map((column, index) => (
          <th
            key={column.id}
            className={classes.headCell}
            data-align={alignOf(column.id)}
            data-over={over === column.id || undefined}
            aria-sort={sort?.id === column.id ? (sort.desc ? 'descending' : 'ascending') : undefined}
            draggable={index > 0}
            onDragStart={(event) => event.dataTransfer.setData('text/plain', column.id)}
            onDragOver={(event) => {
              if (index === 0) return;
              event.preventDefault();
              setOver(column.id);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(null);
              onColumns(moved(columns, event.dataTransfer.getData('text/plain'), index - 1));
            }}
            onKeyDown={(event) => {
              if (!event.altKey || index === 0 || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
              event.preventDefault();
              onColumns(moved(columns, column.id, index - 1 + (event.key === 'ArrowLeft' ? -1 : 1)));
            }}
          >
            <Label
              id={column.id}
              sort={sort?.id === column.id ? sort : null}
              {...(sortable ? { onSort: () => onSort(nextSort(column.id, sort)) } : {})}
            />
            <Resizer label={labelOf(column.id, t)} width={column.width} onWidth={(width) => onWidth(column.id, width)} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

type Translate = (key: string, values: { name: string; step: number }) => string;

/** With what it measures: `loss (mínimo)`. */
export function labelOf(id: string, t: Translate): string {
  const { kind, key } = fieldOf(id);
  const summary = summaryOf(id);
  const values = { name: key, step: summary?.step ?? 0 };
  if (summary) return t(`measure.label.${summary.of}`, values);
  return kind === 'attribute' ? t(`column.${key}`, values) : key;
}

function kindOf(id: string, t: Translate): string {
  const summary = summaryOf(id);
  const { kind, key } = fieldOf(id);
  const values = { name: key, step: summary?.step ?? 0 };
  return summary ? t(`measure.of.${summary.of}`, values) : t(`kind.${kind}`, values);
}

function Label({ id, sort, onSort }: { id: string; sort: Sort | null; onSort?: () => void }) {
  const { t } = useTranslation('experiments');
  const { kind, key } = fieldOf(id);
  const label = kind === 'attribute' ? labelOf(id, t) : key;
  const arrow = sort && (sort.desc ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />);
  return (
    <>
      {kind !== 'attribute' && <span className={classes.kind}>{kindOf(id, t)}</span>}
      {onSort && isSortable(id) ? (
        <button type="button" className={classes.sort} title={label} onClick={onSort}>
          <span>{label}</span>
          {arrow}
        </button>
      ) : (
        <span className={classes.still} title={label}>
          <span>{label}</span>
        </span>
      )}
    </>
  );
}
