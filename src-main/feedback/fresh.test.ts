import { expect, test } from 'vitest';
import { splitFresh, toCsv, toExam } from './fresh.ts';

const labelled = (n: number, at = (i: number) => i) =>
  Array.from({ length: n }, (_, i) => ({
    id: `r${i}`,
    at: at(i),
    predicted: 'nao',
    truth: 'sim',
    row: { x: i, y: i === 1 ? null : 'a,"b"' },
    arrivedAt: 0,
  }));

test('the exam is newer than every lesson, and rows of one instant stay together', () => {
  const { train, holdout } = splitFresh(labelled(10), 0.3);
  expect(train.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(holdout).toHaveLength(3);
  const together = splitFresh(
    labelled(10, (i) => Math.floor(i / 4)),
    0.3,
  );
  expect(Math.max(...together.train.map(({ at }) => at))).toBeLessThan(Math.min(...together.holdout.map(({ at }) => at)));
});

test('what is learned is the truth that arrived, never the own prediction', () => {
  const rows = labelled(2);
  expect(toCsv(rows, 'chove')).toBe('x,y,chove\n0,"a,""b""",sim\n1,,sim\n');
  expect(JSON.parse(toExam(rows, 'chove').split('\n')[0]!)).toEqual({ x: 0, y: 'a,"b"', chove: 'sim', request_id: 'r0' });
});
