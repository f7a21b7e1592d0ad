/**
 * The run on a line of time: for each step what it waited, what it took to be made ready, what it ran and what its outputs took. Rows are drawn only where
 * they are seen; arrows walk them, + and − come closer and go away, ← and → move along, 0 shows all.
 */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './gantt.module.css';
import { GanttRow } from './gantt-row.tsx';
import { moved, ticks, type Window, zoomed } from './gantt-window.ts';
import { type Phase, timeRows } from './timeline.ts';

interface Props {
  run: Pick<PipelineRun, 'runId' | 'startedAt' | 'endedAt' | 'steps'>;
  selectedId?: string | null;
  onSelect?: (id: string) => void;
  /** Steps that made the run as long as it was. */
  critical?: ReadonlySet<string>;
}

const rowHeight = 26;
const mostHeight = 420;
const phases: readonly Phase[] = ['queued', 'ready', 'work', 'collect', 'retry', 'paused'];

export function Gantt({ run, selectedId = null, onSelect, critical }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const now = useNow(run.endedAt === null, 250);
  const timeline = useQuery(queries.runs.timeline({ runId: run.runId }));
  const rows = useMemo(() => timeRows(run, timeline.data, run.endedAt ?? now), [run, timeline.data, now]);
  const total = Math.max(1, ...rows.map((row) => row.endedAt));
  const [chosen, setChosen] = useState<Window | null>(null);
  const shown = chosen ?? { from: 0, to: total };
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 10 });
  const [at, setAt] = useState(0);
  const zoom = (factor: number, point = (shown.from + shown.to) / 2) => {
    const next = zoomed(shown, factor, point, total);
    setChosen(next.to - next.from >= total ? null : next);
  };
  const latest = useRef(zoom);
  latest.current = zoom;

  // React's own wheel listener may not stop the page from moving.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      const track = element.querySelector<HTMLElement>('[data-track]')?.getBoundingClientRect();
      if (!event.ctrlKey || !track) return;
      event.preventDefault();
      const share = Math.min(1, Math.max(0, (event.clientX - track.left) / track.width));
      latest.current(event.deltaY < 0 ? 0.8 : 1.25, Number(element.dataset.from) + share * Number(element.dataset.width));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, []);

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 10, PageUp: at - 10 }[key];
    const by = { ArrowLeft: -0.2, ArrowRight: 0.2 }[key];
    const factor = { '+': 0.6, '=': 0.6, '-': 1.67 }[key];
    if (to !== undefined) go(to);
    else if (by !== undefined) setChosen(chosen && moved(shown, by * (shown.to - shown.from), total));
    else if (factor !== undefined) zoom(factor);
    else if (key === '0') setChosen(null);
    else if (key === 'Enter' || key === ' ') onSelect?.(rows[at]?.id ?? '');
    else return;
    event.preventDefault();
  };
  const go = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setAt(index);
    virtual.scrollToIndex(index);
  };

  if (rows.length === 0) return <p className={classes.empty}>{t('run.ganttEmpty')}</p>;
  const used = phases.filter((phase) => rows.some((row) => row.segments.some((segment) => segment.phase === phase)));
  return (
    <section className={classes.gantt} aria-label={t('run.gantt')}>
      <div className={classes.tools}>
        <p className={classes.legend}>
          {used.map((phase) => (
            <span key={phase}>
              <i className={classes.key} data-phase={phase} /> {t(`run.phase.${phase}`)}
            </span>
          ))}
        </p>
        <ActionIcon.Group>
          <Zoom label={t('run.zoomIn')} onClick={() => zoom(0.6)} icon={<ZoomIn size={14} />} />
          <Zoom label={t('run.zoomOut')} onClick={() => zoom(1.67)} disabled={chosen === null} icon={<ZoomOut size={14} />} />
          <Zoom label={t('run.zoomAll')} onClick={() => setChosen(null)} disabled={chosen === null} icon={<Maximize2 size={14} />} />
        </ActionIcon.Group>
      </div>
      <div
        ref={scroller}
        className={classes.rows}
        style={{ height: Math.min(mostHeight, rows.length * rowHeight) }}
        role="listbox"
        tabIndex={0}
        aria-label={t('run.gantt')}
        aria-activedescendant={`gantt-${run.runId}-${at}`}
        data-from={shown.from}
        data-width={shown.to - shown.from}
        onKeyDown={press}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]!;
            return (
              <GanttRow
                key={row.id}
                id={`gantt-${run.runId}-${index}`}
                row={row}
                window={shown}
                top={start}
                place={{ at: index + 1, of: rows.length }}
                selected={row.id === selectedId}
                active={index === at}
                critical={critical?.has(row.id) ?? false}
                onSelect={() => {
                  setAt(index);
                  onSelect?.(row.id);
                }}
              />
            );
          })}
        </div>
      </div>
      <div className={classes.axis} aria-hidden="true">
        {ticks(shown).map((tick) => (
          <span key={tick} style={{ left: `${((tick - shown.from) / (shown.to - shown.from)) * 100}%` }}>
            {tick === 0 ? '0' : formatDuration(tick, locale)}
          </span>
        ))}
      </div>
    </section>
  );
}

function Zoom({ label, icon, ...rest }: { label: string; icon: React.ReactNode; onClick(): void; disabled?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="sm" aria-label={label} {...rest}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
