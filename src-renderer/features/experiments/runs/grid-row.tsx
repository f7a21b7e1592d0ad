/** One row of the table. Drawn again only when what it shows changes: scrolling past a hundred thousand costs what comes into view. */
import { Check, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import { useNow } from '../../../lib/use-now.ts';
import type { FoundGroup } from '../found.ts';
import { cellText, missing, type Summaries } from './cell-text.ts';
import classes from './grid.module.css';
import type { Row } from './rows.ts';
import { summaryOf } from './summary.ts';
import { alignOf, type ColumnView, fieldOf } from './view.ts';

export const rowHeight = 32;

export interface RowActions {
  open(row: Row): void;
  turn(row: Row): void;
  select(index: number, how: 'toggle' | 'range'): void;
  focus(index: number): void;
}

interface Props {
  row: Row;
  index: number;
  columns: readonly ColumnView[];
  selected: boolean;
  opened: boolean;
  focusable: boolean;
  summaries: Summaries | undefined;
  experimentName(id: string): string;
  actions: RowActions;
}

export const GridRow = memo(Line, sameProps);

function Line({ row, index, columns, selected, opened, focusable, summaries, experimentName, actions }: Props) {
  const { t } = useTranslation('experiments');
  const openable = (row.kind === 'run' && row.run.childCount > 0) || row.kind === 'group';
  return (
    <tr
      className={`${classes.row} ${classes.line}`}
      style={{ top: index * rowHeight }}
      data-index={index}
      aria-rowindex={index + 2}
      aria-level={('depth' in row ? row.depth : 0) + 1}
      aria-expanded={openable ? opened : undefined}
      aria-selected={row.kind === 'run' ? selected : undefined}
      tabIndex={focusable ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && actions.focus(index)}
      onDoubleClick={() => actions.open(row)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row takes Space, and Shift with the arrows. */}
      <td
        className={classes.tickCell}
        onPointerDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={(event) => row.kind === 'run' && actions.select(index, event.shiftKey ? 'range' : 'toggle')}
      >
        {row.kind === 'run' && (
          <span className={classes.tick} aria-hidden="true">
            {selected && <Check size={12} strokeWidth={3} />}
          </span>
        )}
      </td>
      <td className={classes.nameCell} style={{ paddingLeft: 8 + ('depth' in row ? row.depth : 0) * 20 }}>
        {openable ? (
          <button
            type="button"
            className={classes.opener}
            tabIndex={-1}
            data-open={opened || undefined}
            aria-label={opened ? t('table.close') : t('table.open')}
            onClick={() => actions.turn(row)}
          >
            <ChevronRight size={14} />
          </button>
        ) : (
          <span style={{ flex: 'none', width: 20 }} />
        )}
        <NameCell row={row} actions={actions} />
      </td>
      {columns.map((column) => (
        <Cell key={column.id} id={column.id} row={row} summaries={summaries} experimentName={experimentName} />
      ))}
    </tr>
  );
}

/** Rows are made anew with each look at them; what matters is what they are of. */
function sameProps(before: Props, now: Props): boolean {
  return (Object.keys(now) as (keyof Props)[]).every((key) => (key === 'row' ? sameRow(before.row, now.row) : before[key] === now[key]));
}

function sameRow(before: Row, now: Row): boolean {
  return Object.entries(now).every(([key, value]) => Reflect.get(before, key) === value);
}

function NameCell({ row, actions }: { row: Row; actions: RowActions }) {
  const { t } = useTranslation('experiments');
  if (row.kind === 'waiting') return <i className={classes.bone} />;
  if (row.kind === 'group')
    return (
      <>
        <span title={row.group.value ?? undefined}>{row.group.value === null ? <i>{t('group.none')}</i> : <b>{row.group.value}</b>}</span>
        <span className={classes.count}>{t('group.runs', { count: row.group.runs })}</span>
      </>
    );
  if (row.kind === 'more')
    return (
      <button type="button" className={classes.sort} tabIndex={-1} onClick={() => actions.open(row)}>
        <span>{t('table.more', { count: row.rest })}</span>
      </button>
    );
  return (
    <>
      <Link href={paths.experimentRun(row.run.runId)} tabIndex={-1} title={row.run.name}>
        {row.run.name}
      </Link>
      {row.run.childCount > 0 && <span className={classes.count}>{row.run.childCount}</span>}
    </>
  );
}

interface CellProps {
  id: string;
  row: Row;
  summaries: Summaries | undefined;
  experimentName(id: string): string;
}

function Cell({ id, row, summaries, experimentName }: CellProps) {
  const { locale } = useLocale();
  const align = alignOf(id);
  if (row.kind === 'group')
    return (
      <td className={classes.cell} data-align={align}>
        <GroupValue id={id} group={row.group} />
      </td>
    );
  if (row.kind !== 'run') return <td className={classes.cell} />;
  const { run } = row;
  const running = id === 'duration' && run.endTime === null && run.status === 'RUNNING';
  const text = id === 'status' || running ? '' : cellText(id, run, experimentName, locale, summaries);
  return (
    <td className={classes.cell} data-align={align} data-missing={text === missing || undefined} title={text.length > 16 ? text : undefined}>
      {id === 'status' && <StatusBadge status={run.status} />}
      {running && <Elapsed since={run.startTime} />}
      {text}
    </td>
  );
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
