/** Statistics of reviews, told from answers and from what is due: pure, with the instant passed in. Days are those of this machine's calendar. */
import type { CardStats } from '../../contract/cards.ts';
import type { DueRow, PastAnswer } from './store.ts';

/** From this interval on a card is mature, as Anki has it. */
const matureDays = 21;
const shownDays = 365;
const review = 2;

/** Midnight at the beginning of the day that is `offset` days from that of `at`: by the calendar, because days with a change of clocks are not 24 hours long. */
function midnight(at: number, offset = 0): Date {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + offset);
}

function dayName(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The first instant that `stats` looks at. */
export const statsBegin = (now: number) => midnight(now, 1 - shownDays).getTime();

export function cardStats(past: readonly PastAnswer[], ahead: readonly DueRow[], leeches: number, now: number): CardStats {
  const answers = new Map<string, number>();
  for (const { at } of past) {
    const day = dayName(new Date(at));
    answers.set(day, (answers.get(day) ?? 0) + 1);
  }
  const inReview = ahead.filter(({ phase }) => phase === review);
  const mature = inReview.filter(({ days }) => days >= matureDays).length;
  return {
    days: [...answers].map(([day, count]) => ({ day, answers: count })),
    today: dayName(new Date(now)),
    retention: [30, shownDays].map((overDays) => retention(past, overDays, now)),
    forecast: forecast(ahead, now),
    cards: { learning: ahead.length - inReview.length, young: inReview.length - mature, mature, leeches },
  };
}

function retention(past: readonly PastAnswer[], overDays: number, now: number): CardStats['retention'][number] {
  const since = midnight(now, 1 - overDays).getTime();
  const told = { overDays, young: { answers: 0, recalled: 0 }, mature: { answers: 0, recalled: 0 }, unknown: 0 };
  for (const { at, rating, state, days } of past) {
    if (at < since) continue;
    if (state === null) told.unknown++;
    if (state !== 'review') continue;
    const group = (days ?? 0) >= matureDays ? told.mature : told.young;
    group.answers++;
    if (rating !== 'again') group.recalled++;
  }
  return told;
}

function forecast(ahead: readonly DueRow[], now: number): CardStats['forecast'] {
  const days = Array.from({ length: 30 }, (_, index) => ({ day: dayName(midnight(now, index)), due: 0 }));
  const byName = new Map(days.map((day) => [day.day, day]));
  const tomorrow = midnight(now, 1).getTime();
  for (const { dueAt } of ahead) {
    const day = dueAt < tomorrow ? days[0] : byName.get(dayName(new Date(dueAt)));
    if (day) day.due++;
  }
  return days;
}
