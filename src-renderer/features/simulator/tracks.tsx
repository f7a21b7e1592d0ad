/** The events as bars over the requests: dragged and stretched with the mouse, or focused and moved with the arrow keys. */
import { ActionIcon } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoryEvent, StoryPreview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatPercent } from '../../lib/format.ts';
import classes from './simulator.module.css';
import { keyed, moved, resized } from './story-model.ts';

interface Props {
  events: readonly StoryEvent[];
  selected: number | null;
  preview: StoryPreview | undefined;
  onSelect(index: number | null): void;
  onChange(index: number, event: StoryEvent): void;
  onRemove(index: number): void;
}

export function Tracks({ events, ...props }: Props) {
  return (
    <ul className={classes.tracks}>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an event is its place in the file
        <Track key={index} event={event} index={index} {...props} />
      ))}
    </ul>
  );
}

type Edge = 'from' | 'to' | 'whole';

function Track({ event, index, selected, preview, onSelect, onChange, onRemove }: Omit<Props, 'events'> & { event: StoryEvent; index: number }) {
  const { t } = useTranslation('simulator');
  const { locale } = useLocale();
  const lane = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; edge: Edge; event: StoryEvent } | null>(null);
  const name = `${t(`kind.${event.kind}`)}${'feature' in event ? ` · ${event.feature}` : ''}`;
  const span = t('track.span', { from: formatPercent(event.from, locale), to: formatPercent(event.to, locale) });

  const begin = (edge: Edge) => (pressed: PointerEvent<HTMLElement>) => {
    pressed.stopPropagation();
    pressed.currentTarget.setPointerCapture(pressed.pointerId);
    drag.current = { x: pressed.clientX, edge, event };
    onSelect(index);
  };
  const follow = (at: PointerEvent<HTMLElement>) => {
    const { current } = drag;
    const width = lane.current?.clientWidth ?? 0;
    if (!current || width === 0) return;
    const by = (at.clientX - current.x) / width;
    onChange(index, current.edge === 'whole' ? moved(current.event, by) : resized(current.event, current.edge, by));
  };
  const end = () => {
    drag.current = null;
  };
  const press = (key: KeyboardEvent) => {
    if (key.key === 'Delete' || key.key === 'Backspace') onRemove(index);
    else {
      const next = keyed(event, key);
      if (!next) return;
      onChange(index, next);
    }
    key.preventDefault();
  };
  const strengths = preview?.slices.map(({ at, strengths: all }) => `${at},${1 - (all[index] ?? 0)}`) ?? [];
  return (
    <li className={classes.track} data-selected={selected === index || undefined}>
      <span className={classes.trackName} title={name}>
        {name}
      </span>
      <div ref={lane} className={classes.lane}>
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden className={classes.strength}>
          <polyline points={`0,1 ${strengths.join(' ')} 1,1`} />
        </svg>
        <button
          type="button"
          className={classes.bar}
          data-kind={event.kind}
          style={{ left: `${event.from * 100}%`, width: `${(event.to - event.from) * 100}%` }}
          aria-label={t('track.label', { name, span })}
          aria-pressed={selected === index}
          title={span}
          onPointerDown={begin('whole')}
          onPointerMove={follow}
          onPointerUp={end}
          onPointerCancel={end}
          onFocus={() => onSelect(index)}
          onKeyDown={press}
        >
          {/* For the mouse; the keyboard has Alt and Ctrl. */}
          <span className={classes.edge} data-edge="from" onPointerDown={begin('from')} onPointerMove={follow} onPointerUp={end} aria-hidden />
          <span className={classes.edge} data-edge="to" onPointerDown={begin('to')} onPointerMove={follow} onPointerUp={end} aria-hidden />
        </button>
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={t('track.remove', { name })} onClick={() => onRemove(index)}>
        <Trash2 size={14} />
      </ActionIcon>
    </li>
  );
}
