/** `daysOf`, `rhythmOf`, `spent`: acts as days, as time, and as a rhythm that forgives. Pure. Days are those of this machine's calendar. */
import type { StudyDay } from '../contract/progress.ts';

export interface Act {
  at: number;
  kind: 'visit' | 'read' | 'check' | 'card' | 'question' | 'run' | 'other';
  moduleId: string | null;
}

/** Acts further apart than this have a pause between them. */
export const pauseMinutes = 15;
const minuteMs = 60_000;
/** So many days off between two days of study do not end a row: one has a life. */
export const restDays = 2;

export function dayName(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Whole days from one to another, whatever the clocks did between them. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Minutes from each act to the next, given to the first of them; the last of a sitting counts one. */
export function spent(acts: readonly Act[]): (Act & { minutes: number })[] {
  return acts.map((act, index) => {
    const gap = ((acts[index + 1]?.at ?? Number.POSITIVE_INFINITY) - act.at) / minuteMs;
    return { ...act, minutes: gap <= pauseMinutes ? gap : 1 };
  });
}

const counted = { read: 'read', check: 'checks', card: 'cards', question: 'questions', run: 'runs' } as const;

export function daysOf(acts: readonly (Act & { minutes: number })[]): StudyDay[] {
  const days = new Map<string, StudyDay>();
  for (const { at, kind, minutes } of acts) {
    const name = dayName(at);
    const day = days.get(name) ?? { day: name, minutes: 0, read: 0, checks: 0, cards: 0, questions: 0, runs: 0 };
    days.set(name, day);
    day.minutes += minutes;
    if (kind !== 'visit' && kind !== 'other') day[counted[kind]]++;
  }
  return [...days.values()];
}

export function rhythmOf(days: readonly { day: string }[], today: string): { days: number; longest: number } {
  let [row, longest] = [0, 0];
  days.forEach(({ day }, index) => {
    const before = days[index - 1];
    row = before && daysBetween(before.day, day) <= restDays + 1 ? row + 1 : 1;
    longest = Math.max(longest, row);
  });
  const last = days.at(-1);
  return { days: last && daysBetween(last.day, today) <= restDays + 1 ? row : 0, longest };
}
