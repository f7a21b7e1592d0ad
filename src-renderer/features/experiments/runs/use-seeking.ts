/**
 * Whether a person rushes past rows that nobody can read: then none of them is drawn nor asked for, and what is meant to be read comes at once when it
 * slows down. One jump, as to the end, is none of that.
 */
import { type RefObject, useEffect, useState } from 'react';

/** Pixels in a millisecond: four rows in a frame. */
const fast = 8;
const slow = 4;
/** So many events in a row. */
const sure = 3;
const restMs = 100;

export interface Pace {
  top: number;
  at: number;
  streak: number;
  seeking: boolean;
}

/** The pace after one more event of scrolling. Pure. */
export function paceAt({ top, at, streak, seeking }: Pace, now: { top: number; at: number }): Pace {
  const passed = now.at - at;
  const speed = passed > restMs ? 0 : Math.abs(now.top - top) / Math.max(4, passed);
  const next = speed > fast ? streak + 1 : 0;
  return { ...now, streak: next, seeking: seeking ? speed > slow : next >= sure };
}

export function useSeeking(scroller: RefObject<HTMLElement | null>): boolean {
  const [seeking, setSeeking] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let pace: Pace = { top: element.scrollTop, at: 0, streak: 0, seeking: false };
    let rest: number | undefined;
    const onScroll = (event: Event) => {
      pace = paceAt(pace, { top: element.scrollTop, at: event.timeStamp });
      setSeeking(pace.seeking);
      clearTimeout(rest);
      if (!pace.seeking) return;
      rest = window.setTimeout(() => {
        pace = { ...pace, streak: 0, seeking: false };
        setSeeking(false);
      }, restMs);
    };
    // Keys move from row to row: each is drawn and takes the focus.
    const onKey = () => {
      pace = { ...pace, at: Number.NEGATIVE_INFINITY, streak: 0 };
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('keydown', onKey, { capture: true });
    return () => {
      clearTimeout(rest);
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [scroller]);
  return seeking;
}
