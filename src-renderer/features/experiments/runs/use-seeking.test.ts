import { expect, it } from 'vitest';
import { type Pace, paceAt } from './use-seeking.ts';

const still: Pace = { top: 0, at: 0, streak: 0, seeking: false };
const frame = 1000 / 60;
const after = (steps: readonly number[], from = still) =>
  steps.reduce<Pace>((pace, by) => paceAt(pace, { top: pace.top + by, at: pace.at + frame }), from);

it('is what a person does who rushes past thousands of rows, either way', () => {
  expect(after([400, 400, 400]).seeking).toBe(true);
  expect(after([-400, -400, -400]).seeking).toBe(true);
});

it('is neither the wheel nor one jump', () => {
  expect(after(Array(50).fill(100)).seeking).toBe(false);
  expect(after([3_000_000]).seeking).toBe(false);
  expect(after([3_000_000, 3, 500, 2]).seeking).toBe(false);
});

it('ends when it slows down, and not with every change of pace', () => {
  const rushing = after([400, 400, 400]);
  expect(after([100], rushing).seeking).toBe(true);
  expect(after([100, 50], rushing).seeking).toBe(false);
  expect(paceAt(rushing, { top: 9000, at: rushing.at + 500 }).seeking).toBe(false);
});
