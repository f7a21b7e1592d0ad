/**
 * Parts of a long page, a few at once and the others one by one while nothing else is to be done: what one came for stands at once. Begins at `at`,
 * goes on from the top.
 */
import { startTransition, useEffect, useState } from 'react';

const atOnce = 2;
const waitMs = 300;

/** In the order in which they are drawn. Pure. */
export function drawingOrder(count: number, at: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  const first = all.slice(at, at + atOnce);
  return [...first, ...all.filter((index) => !first.includes(index))];
}

export function useGradually(count: number, at: number): ReadonlySet<number> {
  const [drawn, setDrawn] = useState(atOnce);
  useEffect(() => {
    if (drawn >= count) return;
    const ask = requestIdleCallback(() => startTransition(() => setDrawn((before) => before + 1)), { timeout: waitMs });
    return () => cancelIdleCallback(ask);
  }, [drawn, count]);
  return new Set(drawingOrder(count, Math.max(0, at)).slice(0, drawn));
}
