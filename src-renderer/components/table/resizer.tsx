/** The right edge of a column's head: dragged, or moved with the arrow keys, it widens the column. */
import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './resizer.module.css';

const least = 56;

export function Resizer({ label, width, onWidth }: { label: string; width: number; onWidth(width: number): void }) {
  const { t } = useTranslation('common');
  const drag = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const from = { x: event.clientX, width };
    handle.setPointerCapture(event.pointerId);
    const move = (to: globalThis.PointerEvent) => onWidth(Math.max(least, from.width + to.clientX - from.x));
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
      aria-label={t('table.resize', { name: label })}
      aria-valuenow={width}
      // What is dragged is the edge, not the column.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={drag}
      onKeyDown={(event) => {
        if (event.altKey) return;
        if (event.key === 'ArrowLeft') onWidth(Math.max(least, width - 16));
        if (event.key === 'ArrowRight') onWidth(width + 16);
      }}
    />
  );
}
