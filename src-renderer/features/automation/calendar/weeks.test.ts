import { expect, test } from 'vitest';
import type { Firing } from '#contract';
import { addDays, mondayOf, weeksOf } from './weeks.ts';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

test('a week begins on Monday at midnight', () => {
  expect(mondayOf(at(21, 15))).toBe(at(16, 0));
  expect(mondayOf(at(22, 23))).toBe(at(16, 0));
  expect(mondayOf(at(23, 0))).toBe(at(23, 0));
});

test('what was and what comes stand on their days, in order; what is beyond stands nowhere', () => {
  const firing = { dueAt: at(17, 9), trigger: 'a' } as Firing;
  const coming = [
    { at: at(24, 20), trigger: 'b', paused: false },
    { at: at(24, 8), trigger: 'c', paused: true },
    { at: addDays(at(16, 0), 35), trigger: 'd', paused: false },
  ];
  const weeks = weeksOf(at(16, 0), { past: [firing], coming });
  expect(weeks).toHaveLength(5);
  expect(weeks[0]![1]!.entries.map(({ trigger }) => trigger)).toEqual(['a']);
  expect(weeks[1]![1]!.entries.map(({ trigger }) => trigger)).toEqual(['c', 'b']);
  expect(weeks.flat().flatMap(({ entries }) => entries)).toHaveLength(3);
});
