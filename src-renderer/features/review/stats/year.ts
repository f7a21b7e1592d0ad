/** The squares of a year, in weeks from Sunday to Saturday: pure. */
import type { CardStats } from '#contract';

export interface Square {
  day: string;
  answers: number;
  /** Column and row. */
  week: number;
  weekday: number;
  /** 0 for none, else 1 to 4 of the busiest day. */
  level: number;
}

/** Midnight of it on this machine's calendar. */
export const dayOf = (day: string) => new Date(`${day}T00:00`);

export function yearOf(days: CardStats['days'], today: string): Square[] {
  const answers = new Map(days.map((each) => [each.day, each.answers]));
  const most = Math.max(1, ...answers.values());
  const end = dayOf(today);
  const first = new Date(end.getFullYear(), end.getMonth(), end.getDate() - 364);
  return Array.from({ length: 365 }, (_, index) => {
    const date = new Date(first.getFullYear(), first.getMonth(), first.getDate() + index);
    const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    const count = answers.get(day) ?? 0;
    return { day, answers: count, week: Math.floor((index + first.getDay()) / 7), weekday: date.getDay(), level: Math.ceil((count / most) * 4) };
  });
}
