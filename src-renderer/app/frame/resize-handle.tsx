/** The upper edge of the drawer: dragged, or moved with the arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './drawer.module.css';

interface Props {
  height: number;
  label: string;
  onChange(height: number): void;
}

const limits = { min: 120, max: 720 };
const within = (height: number) => Math.round(Math.min(limits.max, Math.max(limits.min, height)));

export function ResizeHandle({ height, label, onChange }: Props) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const from = { y: event.clientY, height };
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onChange(within(from.height + from.y - moved.clientY));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowUp: 24, ArrowDown: -24 }[event.key];
    if (!step) return;
    event.preventDefault();
    onChange(within(height + step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged nor focused.
    <div
      className={classes.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={height}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
