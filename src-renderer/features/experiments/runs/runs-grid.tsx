/**
 * The runs as a grid that is walked with the arrow keys: right opens what is nested, left closes it, Space selects, Shift extends, Enter opens
 * the run. Only what can be seen is in the page; of what is rushed past, the lines.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import type { Summaries } from './cell-text.ts';
import classes from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { GridRow, type RowActions, type RowWords, rowHeight, type ShownColumns } from './grid-row.tsx';
import type { Found, Row } from './rows.ts';
import { useRowWindow } from './use-row-window.ts';
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
const tickWidth = 36;

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
  const view = useRowWindow(scroller, { rowHeight, headHeight, initialScroll: props.initialScroll });
  const seeking = useSeeking(scroller);
  const { count } = found.rows;
  const stop = Math.min(count, view.stop);
  const first = Math.min(view.first, Math.max(0, stop - 1));
  useEffect(() => {
    if (!seeking) onRange(first, Math.max(first, stop - 1));
  }, [first, stop, onRange, seeking]);
  const shown = useMemo(() => columnsIn(columns, tickWidth + name.width, view.left, view.right), [columns, name.width, view.left, view.right]);
  const { locale } = useLocale();
  const common = useTranslation('common').t;
  const words = useMemo(
    (): RowWords => ({
      locale,
      open: t('table.open'),
      close: t('table.close'),
      statusOf: (status) => common(`status.${status}`),
      experimentName: props.experimentName,
    }),
    [locale, t, common, props.experimentName],
  );

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
    const to = Math.max(0, Math.min(count - 1, index));
    goesTo(to);
    view.reveal(to);
    requestAnimationFrame(() => {
      // The last key of several decides.
      if (current.current === to) scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus({ preventScroll: true });
    });
    return to;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    // The table itself where the row that had the focus is out of the page.
    if ((target.dataset.index === undefined && target !== event.currentTarget) || event.altKey) return;
    const index = current.current;
    const row = found.rowAt(index);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2);
    const walk: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: count - 1,
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

  const template = `${tickWidth}px ${name.width}px ${columns.map(({ width }) => `${width}px`).join(' ')} minmax(0, 1fr)`;
  const width = tickWidth + name.width + columns.reduce((sum, column) => sum + column.width, 0);
  const indices = seeking ? [] : Array.from({ length: stop - first }, (_, place) => first + place);
  // As they stand on the screen for who reads the page by ear; while it is scrolled each stays where it is.
  if (view.moving) indices.sort((a, b) => (a % view.slots) - (b % view.slots));
  const reached = active >= first && active < stop ? active : first;
  const nothing = count === 0 && !found.pending && !found.stale;
  return (
    <div ref={scroller} className={classes.scroller} data-stale={found.stale || undefined} onScroll={(event) => holdNames(event.currentTarget)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows that open and are selected: a table alone cannot say so.
        role="treegrid"
        className={classes.table}
        aria-label={t('runs')}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 2}
        aria-multiselectable="true"
        tabIndex={-1}
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
        <tbody className={classes.body} data-seeking={seeking || undefined} style={{ height: count * rowHeight }}>
          {indices.map((index) => {
            const row = found.rowAt(index);
            return (
              <GridRow
                key={index % view.slots}
                row={row}
                index={index}
                nameWidth={name.width}
                shown={shown}
                selected={selected.has(row.id)}
                opened={open.has(row.id)}
                focusable={index === reached}
                summaries={row.kind === 'run' ? props.summariesOf(row.id) : undefined}
                words={words}
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

/** Those that have a part between two places; `from` is where the first begins. */
function columnsIn(columns: readonly ColumnView[], from: number, left: number, right: number): ShownColumns {
  const ends: number[] = [];
  for (const { width } of columns) ends.push((ends.at(-1) ?? from) + width);
  const before = ends.findIndex((end) => end > left);
  const beyond = ends.findIndex((end, place) => end - (columns[place]?.width ?? 0) >= right);
  return before < 0 ? { before: 0, columns: [] } : { before, columns: columns.slice(before, beyond < 0 ? undefined : beyond) };
}
