/**
 * The runs as a grid that is walked with the arrow keys: right opens what is nested, left closes it, Space selects, Shift extends, Enter opens
 * the run. Only what can be seen is in the page; of what is rushed past, the lines.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Summaries } from './cell-text.ts';
import classes from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { GridRow, type RowActions, rowHeight } from './grid-row.tsx';
import type { Found, Row } from './rows.ts';
import { useSeeking } from './use-seeking.ts';
import type { ColumnView, Sort } from './view.ts';

interface Props {
  found: Found;
  /** What makes the rows others: then the first is in view again. */
  asked: string;
  name: ColumnView;
  columns: readonly ColumnView[];
  sort: Sort | null;
  sortable: boolean;
  selected: ReadonlySet<string>;
  open: ReadonlySet<string>;
  ticked: 'all' | 'some' | 'none';
  initialScroll: number;
  /** What is known of the histories of a run. */
  summariesOf(runId: string): Summaries | undefined;
  experimentName(id: string): string;
  onTick(): void;
  onSort(sort: Sort | null): void;
  onColumns(columns: ColumnView[]): void;
  onWidth(id: string, width: number): void;
  onOpen(row: Row): void;
  onTurn(row: Row): void;
  /** From the last row that was selected to this one, or this one alone. */
  onSelect(from: number, to: number, how: 'toggle' | 'range'): void;
  onRange(first: number, last: number): void;
  /** Where the table was when it was left. */
  onLeave(offset: number): void;
  /** Said instead of rows where there are none. */
  empty: ReactNode;
}

const headHeight = 45;

export function RunsGrid(props: Props) {
  const { found, name, columns, selected, open, onRange } = props;
  const { t } = useTranslation('experiments');
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  // Where the keys have come to; the focus follows a frame later, and a key that is held is faster than that.
  const current = useRef(0);
  const goesTo = (index: number) => {
    current.current = index;
    setActive(index);
  };
  const virtual = useVirtualizer({
    count: found.rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: headHeight,
    initialOffset: props.initialScroll,
  });
  const seeking = useSeeking(scroller);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (!seeking) onRange(first, last);
  }, [first, last, onRange, seeking]);

  const asked = useRef(props.asked);
  useEffect(() => {
    if (asked.current === props.asked) return;
    asked.current = props.asked;
    scroller.current?.scrollTo({ top: 0 });
    current.current = 0;
    setActive(0);
  }, [props.asked]);

  const latest = useRef(props);
  latest.current = props;
  // While it is still in the page: out of it nothing is scrolled any more.
  useLayoutEffect(() => {
    const place = scroller.current;
    return () => latest.current.onLeave(place?.scrollTop ?? 0);
  }, []);
  const actions = useMemo(
    (): RowActions => ({
      open: (row) => latest.current.onOpen(row),
      turn: (row) => latest.current.onTurn(row),
      focus: (index) => {
        current.current = index;
        setActive(index);
      },
      select: (index, how) => {
        latest.current.onSelect(how === 'range' ? anchor.current : index, index, how);
        if (how === 'toggle') anchor.current = index;
        current.current = index;
        setActive(index);
      },
    }),
    [],
  );

  const goTo = (index: number) => {
    const to = Math.max(0, Math.min(found.rows.count - 1, index));
    goesTo(to);
    virtual.scrollToIndex(to);
    requestAnimationFrame(() => {
      // The last key of several decides.
      if (current.current === to) scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus({ preventScroll: true });
    });
    return to;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target.dataset.index === undefined || event.altKey) return;
    const index = current.current;
    const row = found.rowAt(index);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2);
    const walk: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: found.rows.count - 1,
    };
    const isOpen = open.has(row.id);
    if (event.key in walk && !event.ctrlKey) {
      const to = goTo(walk[event.key] ?? index);
      if (event.shiftKey) props.onSelect(anchor.current, to, 'range');
      else anchor.current = to;
    } else if (event.key === 'ArrowRight' && !isOpen) actions.turn(row);
    else if (event.key === 'ArrowLeft' && isOpen) actions.turn(row);
    else if (event.key === 'ArrowLeft' && 'depth' in row && row.depth > 0) goTo(found.rows.indexOf(found.rows.rootAt(index)));
    else if (event.key === ' ') actions.select(index, event.shiftKey ? 'range' : 'toggle');
    else if (event.key === 'Enter') actions.open(row);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) props.onTick();
    else return;
    event.preventDefault();
  };

  const template = `36px ${name.width}px ${columns.map(({ width }) => `${width}px`).join(' ')} minmax(0, 1fr)`;
  const width = 36 + name.width + columns.reduce((sum, column) => sum + column.width, 0);
  const nothing = found.rows.count === 0 && !found.pending && !found.stale;
  return (
    <div ref={scroller} className={classes.scroller} data-stale={found.stale || undefined} onScroll={(event) => holdNames(event.currentTarget)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows that open and are selected: a table alone cannot say so.
        role="treegrid"
        className={classes.table}
        aria-label={t('runs')}
        aria-rowcount={found.rows.count + 1}
        aria-colcount={columns.length + 2}
        aria-multiselectable="true"
        aria-busy={found.pending || found.stale}
        style={{ '--grid-columns': template, '--grid-width': `${width}px` } as React.CSSProperties}
        onKeyDown={onKeyDown}
      >
        <GridHead
          name={name}
          columns={columns}
          sort={props.sort}
          sortable={props.sortable}
          ticked={props.ticked}
          onTick={props.onTick}
          onSort={props.onSort}
          onColumns={props.onColumns}
          onWidth={props.onWidth}
        />
        <tbody className={classes.body} data-seeking={seeking || undefined} style={{ height: virtual.getTotalSize() }}>
          {(seeking ? [] : items).map(({ index }) => {
            const row = found.rowAt(index);
            return (
              <GridRow
                key={row.id}
                row={row}
                index={index}
                columns={columns}
                selected={selected.has(row.id)}
                opened={open.has(row.id)}
                focusable={index === (active >= first && active <= last ? active : first)}
                summaries={row.kind === 'run' ? props.summariesOf(row.id) : undefined}
                experimentName={props.experimentName}
                actions={actions}
              />
            );
          })}
        </tbody>
      </table>
      {nothing && <div className={classes.nothing}>{props.empty}</div>}
    </div>
  );
}

/** The name of a run stays in view when its columns are scrolled aside. */
function holdNames(scroller: HTMLElement) {
  const aside = scroller.scrollLeft;
  if (aside > 0) scroller.style.setProperty('--aside', `${aside}px`);
  scroller.toggleAttribute('data-aside', aside > 0);
}
