import { expect, it } from 'vitest';
import { daysBetween, daysOf, rhythmOf, spent } from './days.ts';

const at = (day: string, time: string) => new Date(`${day}T${time}`).getTime();
const act = (day: string, time: string, kind: 'read' | 'card' = 'read') => ({ at: at(day, time), kind, moduleId: '01-monolitica' });
const days = (...names: string[]) => names.map((day) => ({ day }));

it('counts the time between acts, and no pause', () => {
  const acts = spent([act('2026-11-20', '10:00'), act('2026-11-20', '10:12', 'card'), act('2026-11-20', '12:00', 'card')]);
  expect(acts.map(({ minutes }) => minutes)).toEqual([12, 1, 1]);
  expect(daysOf(acts)).toEqual([{ day: '2026-11-20', minutes: 14, read: 1, checks: 0, cards: 2, questions: 0, runs: 0 }]);
});

it('counts days by the calendar, whatever the clocks did', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
});

it('keeps a row of days over two days off, not over three, and takes nothing from the longest', () => {
  const row = days('2026-11-01', '2026-11-02', '2026-11-05', '2026-11-09', '2026-11-10');
  expect(rhythmOf(row, '2026-11-10')).toEqual({ days: 2, longest: 3 });
  expect(rhythmOf(row, '2026-11-13')).toEqual({ days: 2, longest: 3 });
  expect(rhythmOf(row, '2026-11-14')).toEqual({ days: 0, longest: 3 });
  expect(rhythmOf([], '2026-11-14')).toEqual({ days: 0, longest: 0 });
});
