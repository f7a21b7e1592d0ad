import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../test-kit.ts';
import { type Exchange, openCapture } from './capture.ts';

const exchange = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  t: 1,
  id,
  route: '/predict',
  status: 200,
  ms: 0.1,
  rows: [{ x: 1 }],
  predictions: [{ label: 'a', probabilities: { a: 1 } }],
  error: null,
  ...more,
});
const refuse = (error: Error) => {
  throw error;
};
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('answers and refusals become lines, one for each row of a batch', async () => {
  const folder = scratch();
  const capture = openCapture(folder, refuse);
  const one = exchange('um');
  capture.add(one);
  capture.add(exchange('dois', { status: 422, rows: [], predictions: [], error: { code: 'FIELD_CHOICE', message: 'm', field: 'x' } }));
  capture.add(exchange('tres', { rows: [...one.rows, { x: 2 }], predictions: [...one.predictions, { label: 'b', probabilities: { b: 1 } }] }));
  await capture.flush();
  expect(linesOf(join(folder, 'requests.jsonl'))).toEqual([
    { t: 1, id: 'um', route: '/predict', status: 200, ms: 0.1, row: { x: 1 }, label: 'a', probabilities: { a: 1 } },
    { t: 1, id: 'dois', route: '/predict', status: 422, ms: 0.1, error: { code: 'FIELD_CHOICE', message: 'm', field: 'x' } },
    { t: 1, id: 'tres', route: '/predict', status: 200, ms: 0.1, row: { x: 1 }, label: 'a', probabilities: { a: 1 } },
    { t: 1, id: 'tres', route: '/predict', status: 200, ms: 0.1, row: { x: 2 }, label: 'b', probabilities: { b: 1 } },
  ]);
});

test('200 rows are written at once, fewer within a quarter of a second, none twice', async () => {
  const folder = scratch();
  const path = join(folder, 'requests.jsonl');
  const capture = openCapture(folder, refuse);
  for (let i = 0; i < 250; i++) capture.add(exchange(String(i)));
  await expect.poll(() => existsSync(path) && linesOf(path).length, { timeout: 200 }).toBe(200);
  await expect.poll(() => linesOf(path).length, { timeout: 1_000 }).toBe(250);
  expect(linesOf(path).map(({ id }) => Number(id))).toEqual(Array.from({ length: 250 }, (_, i) => i));
});

test('the file turns over at 16 MB; one older file is kept', async () => {
  const folder = scratch();
  const path = join(folder, 'requests.jsonl');
  writeFileSync(path, 'x'.repeat(16 * 1024 * 1024));
  const capture = openCapture(folder, refuse);
  capture.add(exchange('novo'));
  await capture.flush();
  expect(linesOf(path)).toMatchObject([{ id: 'novo' }]);
  expect(readFileSync(join(folder, 'requests.1.jsonl'), 'utf8')).toHaveLength(16 * 1024 * 1024);
});

test('a folder that cannot be written is reported and stops nothing', async () => {
  const problems: Error[] = [];
  const capture = openCapture(join(scratch(), 'gone'), (problem) => problems.push(problem));
  capture.add(exchange('a'));
  await capture.flush();
  capture.add(exchange('b'));
  await capture.flush();
  expect(problems).toHaveLength(2);
});
