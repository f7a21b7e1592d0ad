/** One row of the table. Drawn again only when what it shows changes: scrolling past a hundred thousand costs what comes into view. */
import { Check, ChevronRight } from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { StatusMark } from '../../../components/status-badge.tsx';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import { useNow } from '../../../lib/use-now.ts';
import type { FoundGroup, FoundRun } from '../found.ts';
import { mayOverflow } from './cell-room.ts';
import { cellText, missing, type Summaries } from './cell-text.ts';
import classes from './grid.module.css';
import type { Row } from './rows.ts';
import { summaryOf } from './summary.ts';
import { alignOf, type ColumnView, fieldOf } from './view.ts';

export const rowHeight = 32;
/** The two before the others: the tick and the name. */
const leading = 2;
const indent = 20;

export interface RowActions {
  open(row: Row): void;
  turn(row: Row): void;
  select(index: number, how: 'toggle' | 'range'): void;
  focus(index: number): void;
}

/** What all rows say alike, looked up once for all of them. */
export interface RowWords {
  locale: Locale;
  open: string;
  close: string;
  statusOf(status: string): string;
  experimentName(id: string): string;
}

/** The columns in sight, and how many stand before them. */
export interface ShownColumns {
  before: number;
  columns: readonly ColumnView[];
}

interface Props {
  row: Row;
  index: number;
  nameWidth: number;
  shown: ShownColumns;
  selected: boolean;
  opened: boolean;
  focusable: boolean;
  summaries: Summaries | undefined;
  words: RowWords;
  actions: RowActions;
}

export const GridRow = memo(Line, sameProps);

function Line({ row, index, nameWidth, shown, selected, opened, focusable, summaries, words, actions }: Props) {
  const self = useRef<HTMLTableRowElement>(null);
  // Its place in the page is another row's now: the keys stay with the table, which knows where they had come to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each other row.
  useLayoutEffect(() => {
    if (self.current === document.activeElement) self.current?.closest('table')?.focus({ preventScroll: true });
  }, [index]);
  const depth = 'depth' in row ? row.depth : 0;
  const openable = (row.kind === 'run' && row.run.childCount > 0) || row.kind === 'group';
  return (
    <tr
      ref={self}
      className={`${classes.row} ${classes.line}`}
      style={{ top: index * rowHeight }}
      data-index={index}
      aria-rowindex={index + 2}
      aria-level={depth + 1}
      aria-expanded={openable ? opened : undefined}
      aria-selected={row.kind === 'run' ? selected : undefined}
      tabIndex={focusable ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && actions.focus(index)}
      onDoubleClick={() => actions.open(row)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row takes Space, and Shift with the arrows. */}
      <td
        className={classes.tickCell}
        aria-colindex={1}
        onPointerDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={(event) => row.kind === 'run' && actions.select(index, event.shiftKey ? 'range' : 'toggle')}
      >
        {row.kind === 'run' && (
          <span className={classes.tick} aria-hidden="true">
            {selected && <Check size={12} strokeWidth={3} />}
          </span>
        )}
      </td>
      <td className={classes.nameCell} aria-colindex={leading} style={{ paddingLeft: (openable ? 8 : 8 + indent + 4) + depth * indent }}>
        {openable && (
          <button
            type="button"
            className={classes.opener}
            tabIndex={-1}
            data-open={opened || undefined}
            aria-label={opened ? words.close : words.open}
            onClick={() => actions.turn(row)}
          >
            <ChevronRight size={14} />
          </button>
        )}
        {row.kind === 'run' ? <RunName run={row.run} room={nameWidth - (depth + 1) * indent} /> : <OtherName row={row} actions={actions} />}
      </td>
      {shown.columns.map((column, place) => (
        <td
          key={column.id}
          className={classes.cell}
          aria-colindex={leading + shown.before + place + 1}
          style={place === 0 && shown.before > 0 ? { gridColumnStart: leading + shown.before + 1 } : undefined}
          {...cellOf(column, row, summaries, words)}
        />
      ))}
    </tr>
  );
}

/** Rows are made anew with each look at them; what matters is what they are of. */
function sameProps(before: Props, now: Props): boolean {
  return (Object.keys(now) as (keyof Props)[]).every((key) => (key === 'row' ? sameRow(before.row, now.row) : before[key] === now[key]));
}

function sameRow(before: Row, now: Row): boolean {
  if (before.kind === 'run' && now.kind === 'run') return before.run === now.run && before.depth === now.depth && before.parent === now.parent;
  return Object.entries(now).every(([key, value]) => Reflect.get(before, key) === value);
}

function RunName({ run, room }: { run: FoundRun; room: number }) {
  return (
    <>
      <a href={`#${paths.experimentRun(run.runId)}`} tabIndex={-1} title={run.name} data-long={mayOverflow(run.name, room) || undefined}>
        {run.name}
      </a>
      {run.childCount > 0 && <span className={classes.count}>{run.childCount}</span>}
    </>
  );
}

function OtherName({ row, actions }: { row: Exclude<Row, { kind: 'run' }>; actions: RowActions }) {
  const { t } = useTranslation('experiments');
  if (row.kind === 'waiting') return <i className={classes.bone} />;
  if (row.kind === 'group')
    return (
      <>
        <span data-long title={row.group.value ?? undefined}>
          {row.group.value === null ? <i>{t('group.none')}</i> : <b>{row.group.value}</b>}
        </span>
        <span className={classes.count}>{t('group.runs', { count: row.group.runs })}</span>
      </>
    );
  return (
    <button type="button" className={classes.sort} tabIndex={-1} onClick={() => actions.open(row)}>
      <span>{t('table.more', { count: row.rest })}</span>
    </button>
  );
}

function cellOf({ id, width }: ColumnView, row: Row, summaries: Summaries | undefined, words: RowWords) {
  const align = { 'data-align': alignOf(id) };
  if (row.kind === 'group') return { ...align, children: <GroupValue id={id} group={row.group} /> };
  if (row.kind !== 'run') return {};
  const { run } = row;
  if (id === 'status') return { children: <StatusMark status={run.status}>{words.statusOf(run.status)}</StatusMark> };
  if (id === 'duration' && run.endTime === null && run.status === 'RUNNING') return { ...align, children: <Elapsed since={run.startTime} /> };
  const text = cellText(id, run, words.experimentName, words.locale, summaries);
  return {
    ...align,
    'data-missing': text === missing || undefined,
    'data-long': mayOverflow(text, width) || undefined,
    title: text.length > 16 ? text : undefined,
    children: text,
  };
}

function GroupValue({ id, group }: { id: string; group: FoundGroup }) {
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const { kind, key } = fieldOf(id);
  const found = kind === 'metric' && !summaryOf(id) ? group.metrics[key] : undefined;
  if (!found || found.n === 0) return null;
  const [mean, least, most] = [found.mean, found.min, found.max].map((value) => formatNumber(value, locale));
  const spread = found.n > 1 ? ` ± ${formatNumber(found.sd, locale)}` : '';
  return (
    <span title={t('group.spread', { mean, spread, least, most, count: found.n })}>
      {mean}
      <span className={classes.muted}>{spread}</span>
    </span>
  );
}

function Elapsed({ since }: { since: number }) {
  const { locale } = useLocale();
  const now = useNow(true);
  return <span>{formatDuration(Math.max(0, now - since), locale)}</span>;
}
