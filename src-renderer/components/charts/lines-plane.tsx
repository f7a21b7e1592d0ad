/**
 * Lines on a canvas: a crosshair with the values under it, drag to zoom, double click or 0 to see all again; arrows move the crosshair,
 * + and − zoom. A million points are drawn as the few thousand that can be seen.
 */
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import classes from './charts.module.css';
import type { Crosshair } from './crosshair.ts';
import { drawSoon } from './draw-queue.ts';
import { type Line, shownLines, spanOf, valuesOf } from './line.ts';
import { type Frame, paint } from './paint.ts';
import { type Limit, paintLimits, paintNames, roomForNames } from './paint-names.ts';
import { Readout } from './readout.tsx';
import { type Span, scaleOf, withRoom } from './scale.ts';

export interface LinesPlaneProps {
  lines: readonly Line[];
  height: number;
  log: boolean;
  /** What is in view; null is all. */
  view: Span | null;
  onView(view: Span | null): void;
  lit?: string | null;
  crosshair?: Crosshair;
  limits?: readonly Limit[];
  /** Each line says its name where it ends. */
  named?: boolean;
  /** Where x is marked; round numbers when it is not said. */
  ticksX?: (least: number, most: number, wanted: number) => number[];
  /** Of a tick, and of the point under the crosshair. */
  sayX(value: number): string;
  sayAt(value: number): string;
  sayY(value: number): string;
}

const margins = { left: 56, top: 8, right: 12, bottom: 26 };

const noLimits: readonly Limit[] = [];

export function LinesPlane(props: LinesPlaneProps) {
  const { lines, height, log, view, onView, lit = null, crosshair, limits = noLimits, named = false, ticksX, sayX, sayAt, sayY } = props;
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const both = useMergedRef(host, ref);
  const scheme = useComputedColorScheme();
  const [at, setAt] = useState<number | null>(null);
  const [drag, setDrag] = useState<Span | null>(null);
  // Among charts that share a crosshair only the one that is pointed at says its values: the others would be covered by theirs.
  const [pointed, setPointed] = useState(false);
  const whole = useMemo(() => spanOf(lines), [lines]);
  const span = view ?? whole;
  const beside = named
    ? roomForNames(
        lines.map(({ label }) => label),
        width,
      )
    : margins.right;
  const frame: Frame = {
    left: margins.left,
    top: margins.top,
    right: Math.max(margins.left + 10, width - beside),
    bottom: height - margins.bottom,
  };
  const [from, to] = span;
  const room = Math.max(1, Math.round(frame.right - frame.left));
  const shown = useMemo(() => shownLines(lines, [from, to], room), [lines, from, to, room]);
  const vertical = useMemo(() => withRoom(valuesOf(shown, limits), log), [shown, limits, log]);
  const x = scaleOf(span, [frame.left, frame.right], false, Math.max(2, Math.floor(room / 80)), ticksX);
  const y = scaleOf(vertical, [frame.bottom, frame.top], log, Math.max(2, Math.floor((frame.bottom - frame.top) / 32)));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours that are read from the page.
  useEffect(() => {
    const place = canvas.current;
    const ctx = place?.getContext('2d');
    if (!place || !ctx || width === 0) return;
    return drawSoon(place, () => {
      const ratio = devicePixelRatio;
      place.width = Math.round(width * ratio);
      place.height = Math.round(height * ratio);
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const painting = { frame, x, y, shown, lit, sayX, sayY };
      const style = getComputedStyle(place);
      paint(ctx, painting, style);
      paintLimits(ctx, painting, limits, style);
      if (named) paintNames(ctx, painting, beside, style);
    });
  }, [shown, vertical, width, height, lit, scheme, log, limits, named, sayX, sayY]);

  useEffect(() => crosshair?.listen(setAt), [crosshair]);
  const point = (value: number | null) => {
    setPointed(value !== null);
    if (crosshair) crosshair.show(value);
    else setAt(value);
  };
  const within = (event: PointerEvent) => {
    const pixel = event.clientX - (host.current?.getBoundingClientRect().left ?? 0);
    return x.from(Math.max(frame.left, Math.min(frame.right, pixel)));
  };
  const zoom = (factor: number) => {
    const middle = at ?? (from + to) / 2;
    const next: Span = [Math.max(whole[0], middle - (middle - from) * factor), Math.min(whole[1], middle + (to - middle) * factor)];
    onView(next[0] <= whole[0] && next[1] >= whole[1] ? null : next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = (to - from) / 50;
    const acts = new Map<string, () => void>([
      ['ArrowLeft', () => point(Math.max(from, (at ?? from) - step))],
      ['ArrowRight', () => point(Math.min(to, (at ?? from) + step))],
      ['+', () => zoom(0.6)],
      ['=', () => zoom(0.6)],
      ['-', () => zoom(1 / 0.6)],
      ['0', () => onView(null)],
      ['Escape', () => point(null)],
    ]);
    const act = acts.get(event.key);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const inView = at !== null && at >= from && at <= to;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element is a chart that takes keys.
    <div
      ref={both}
      className={classes.plane}
      style={{ height }}
      role="group"
      aria-roledescription="chart"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the crosshair and the zoom are moved by keys.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag([within(event), within(event)]);
      }}
      onPointerMove={(event) => {
        const value = within(event);
        point(value);
        if (drag) setDrag([drag[0], value]);
      }}
      onPointerUp={() => {
        if (drag && Math.abs(x.at(drag[0]) - x.at(drag[1])) > 6) onView([Math.min(...drag), Math.max(...drag)]);
        setDrag(null);
      }}
      onPointerLeave={() => point(null)}
      onDoubleClick={() => onView(null)}
    >
      <canvas ref={canvas} style={{ width, height }} />
      {drag && (
        <i
          className={classes.drag}
          style={{ left: x.at(Math.min(...drag)), width: Math.abs(x.at(drag[0]) - x.at(drag[1])), top: frame.top, bottom: margins.bottom }}
        />
      )}
      {inView && <i className={classes.crosshair} style={{ left: x.at(at), top: frame.top, height: frame.bottom - frame.top }} />}
      {inView && pointed && <Readout lines={lines} at={at} place={x.at(at)} width={width} sayX={sayAt} sayY={sayY} lit={lit} />}
    </div>
  );
}
