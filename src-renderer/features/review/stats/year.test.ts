import { expect, it } from 'vitest';
import { yearOf } from './year.ts';

it('lays out 365 days that end today, each under its weekday, once', () => {
  const year = yearOf([], '2026-11-22');
  expect([year[0]?.day, year.at(-1)?.day, new Set(year.map(({ day }) => day)).size]).toEqual(['2025-11-23', '2026-11-22', 365]);
  expect(year.at(-1)).toMatchObject({ weekday: 0, week: 52 });
  expect(new Set(year.map(({ week, weekday }) => `${week}/${weekday}`)).size).toBe(365);
});

it('grades days by the busiest, and none by nothing', () => {
  const days = [
    { day: '2026-11-20', answers: 1 },
    { day: '2026-11-21', answers: 40 },
  ];
  expect(
    yearOf(days, '2026-11-22')
      .slice(-3)
      .map(({ level }) => level),
  ).toEqual([1, 4, 0]);
});
