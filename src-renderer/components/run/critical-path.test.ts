import { expect, it } from 'vitest';
import { criticalPath } from './critical-path.ts';
import type { TimeRow } from './timeline.ts';

const row = (id: string, readyAt: number, begins: number, endedAt: number): TimeRow => ({
  id,
  status: 'succeeded',
  readyAt,
  endedAt,
  segments: [
    { phase: 'queued', from: readyAt, to: begins },
    { phase: 'work', from: begins, to: endedAt },
  ],
});

it('names the chain that made the run as long as it was, and what each of its steps cost the whole', () => {
  const needs: Record<string, string[]> = { a: [], b: ['a'], c: ['a'], d: ['b', 'c'] };
  const rows = [row('a', 0, 0, 10), row('b', 10, 10, 60), row('c', 10, 15, 50), row('d', 60, 61, 70)];
  const path = criticalPath(rows, (id) => needs[id]!)!;
  expect(path.steps.map(({ row: { id }, took, waited, saves }) => [id, took, waited, saves])).toEqual([
    ['a', 10, 0, 10],
    ['b', 50, 0, 10],
    ['d', 10, 1, 10],
  ]);
  expect([...path.ids]).toEqual(['a', 'b', 'd']);
  expect(path).toMatchObject({ total: 70, waited: 1, paused: 0 });
});

it('is nothing of a run in which nothing began', () => {
  expect(criticalPath([], () => [])).toBeNull();
});

it('takes a thousand steps in a row, and a thousand beside each other, within a moment', () => {
  const chain = Array.from({ length: 1000 }, (_, index) => row(`s${index}`, index, index, index + 1));
  const fan = Array.from({ length: 1000 }, (_, index) => row(`s${index}`, 0, 0, index + 1));
  const before = performance.now();
  expect(criticalPath(chain, (id) => (id === 's0' ? [] : [`s${Number(id.slice(1)) - 1}`]))!.steps).toHaveLength(1000);
  expect(criticalPath(fan, () => [])!.steps).toHaveLength(1);
  expect(performance.now() - before).toBeLessThan(1000);
});
