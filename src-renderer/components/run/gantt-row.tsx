/** One step on the line of time. */
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration } from '../../lib/format.ts';
import { lookOf } from '../status.ts';
import classes from './gantt.module.css';
import type { Window } from './gantt-window.ts';
import { shortName } from './steps.ts';
import { type Phase, type TimeRow, timeOf } from './timeline.ts';

interface Props {
  id: string;
  row: TimeRow;
  window: Window;
  top: number;
  place: { at: number; of: number };
  selected: boolean;
  active: boolean;
  critical: boolean;
  onSelect(): void;
}

const told: readonly Phase[] = ['queued', 'paused', 'ready', 'work', 'collect'];

export function GanttRow({ id, row, window: { from, to }, top, place, selected, active, critical, onSelect }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const share = (ms: number) => ((ms - from) / (to - from)) * 100;
  const parts = told.flatMap((phase) => {
    const ms = timeOf(row, phase);
    return ms > 0 || phase === 'work' ? [`${t(`run.phase.${phase}`)} ${formatDuration(ms, locale)}`] : [];
  });
  const words = `${row.id}: ${t(`status.${row.status}`)}; ${parts.join(', ')}${critical ? `; ${t('run.critical')}` : ''}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself is walked with the keys
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-label={words}
      aria-setsize={place.of}
      aria-posinset={place.at}
      tabIndex={-1}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      data-active={active || undefined}
      data-critical={critical || undefined}
      title={words}
      onClick={onSelect}
    >
      <span className={classes.name}>{shortName(row.id)}</span>
      <span className={classes.track} data-track="">
        {row.segments.map((segment) => {
          const left = Math.max(0, share(segment.from));
          const right = Math.min(100, share(segment.to));
          if (right <= 0 || left >= 100) return null;
          return (
            <i
              key={`${segment.phase} ${segment.from}`}
              data-phase={segment.phase}
              data-look={lookOf(row.status)}
              style={{ left: `${left}%`, width: segment.phase === 'work' ? `max(2px, ${right - left}%)` : `${right - left}%` }}
            />
          );
        })}
      </span>
      <span className={classes.time}>{formatDuration(timeOf(row, 'work'), locale)}</span>
    </div>
  );
}
