/**
 * Which rows of a long table are in the page: those in sight and some beyond, in steps of a few rows, so that most frames of a scroll change nothing;
 * and which stretch of its width, in steps too. A row is drawn in one of so many slots, each used again for the row that comes into view when its own
 * has left: nothing is made and nothing thrown away while one scrolls.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Rows beyond what can be seen, at either side: what a frame of scrolling passes must be there before it is seen. */
const spare = 6;
const step = 4;
const across = 160;
const restMs = 150;

export interface RowWindow {
  first: number;
  /** The one after the last. */
  stop: number;
  /** Of the table, in pixels. */
  left: number;
  right: number;
  /** Rows that are in the page at once have different numbers modulo this. */
  slots: number;
}

export interface Place {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** Pure. Both ends move at once. */
export function windowAt({ top, left, width, height }: Place, rowHeight: number): RowWindow {
  const first = Math.floor((top / rowHeight - spare) / step) * step;
  const slots = Math.ceil(height / rowHeight) + 1 + 2 * spare + step;
  return {
    first: Math.max(0, first),
    stop: Math.max(0, first + slots),
    left: (Math.floor(left / across) - 1) * across,
    right: (Math.ceil((left + width) / across) + 1) * across,
    slots,
  };
}

const same = (a: RowWindow, b: RowWindow) => (Object.keys(a) as (keyof RowWindow)[]).every((key) => a[key] === b[key]);

interface Options {
  rowHeight: number;
  /** What stands above the rows and stays in sight. */
  headHeight: number;
  initialScroll: number;
}

export interface Rows extends RowWindow {
  /** It is being scrolled: the rows may stand in any order in the page. */
  moving: boolean;
  /** Brings a row into sight. */
  reveal(index: number): void;
}

export function useRowWindow(scroller: RefObject<HTMLElement | null>, { rowHeight, headHeight, initialScroll }: Options): Rows {
  const [moving, setMoving] = useState(false);
  const [seen, setSeen] = useState(() => windowAt({ top: initialScroll, left: 0, width: innerWidth, height: innerHeight }, rowHeight));
  const look = useCallback(
    (element: HTMLElement) => {
      const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = element;
      const now = windowAt({ top, left, width, height }, rowHeight);
      setSeen((before) => (same(before, now) ? before : now));
    },
    [rowHeight],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only at first.
  useLayoutEffect(() => {
    if (scroller.current && initialScroll > 0) scroller.current.scrollTop = initialScroll;
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let rest: number | undefined;
    // Before the frame is drawn: rows that come later would be seen as a gap.
    const onScroll = () => {
      flushSync(() => {
        setMoving(true);
        look(element);
      });
      clearTimeout(rest);
      rest = window.setTimeout(() => setMoving(false), restMs);
    };
    const resized = new ResizeObserver(() => look(element));
    resized.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, look]);
  const reveal = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const [least, most] = [(index + 1) * rowHeight - (element.clientHeight - headHeight), index * rowHeight];
    const to = Math.max(least, Math.min(most, element.scrollTop));
    if (to !== element.scrollTop) element.scrollTop = to;
  };
  return { ...seen, moving, reveal };
}
