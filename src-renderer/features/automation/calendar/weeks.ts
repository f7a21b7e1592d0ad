/** `weeksOf`: days in weeks that begin on Monday, with what fell or will fall on each. */
import type { Firing, TriggerCalendar } from '#contract';

export interface Entry {
  at: number;
  trigger: string;
  /** Null: it is to come. */
  firing: Firing | null;
  paused: boolean;
}

export interface Day {
  start: number;
  entries: Entry[];
}

export const weeksShown = 5;

/** The first moment of the Monday of that week, by the clock of the person. */
export function mondayOf(at: number): number {
  const date = new Date(at);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  return date.getTime();
}

export function addDays(at: number, days: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() + days);
  return date.getTime();
}

export function weeksOf(first: number, { past, coming }: Pick<TriggerCalendar, 'past' | 'coming'>): Day[][] {
  const days = Array.from({ length: weeksShown * 7 }, (_, index): Day => ({ start: addDays(first, index), entries: [] }));
  const starts = days.map(({ start }) => start);
  const put = (entry: Entry) => {
    const index = starts.findLastIndex((start) => start <= entry.at);
    if (index >= 0 && entry.at < addDays(first, weeksShown * 7)) days[index]!.entries.push(entry);
  };
  for (const firing of past) put({ at: firing.dueAt, trigger: firing.trigger, firing, paused: false });
  for (const { at, trigger, paused } of coming) put({ at, trigger, firing: null, paused });
  for (const day of days) day.entries.sort((a, b) => a.at - b.at);
  return Array.from({ length: weeksShown }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
