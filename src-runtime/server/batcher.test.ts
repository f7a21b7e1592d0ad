import { expect, test } from 'vitest';
import type { Prediction, Row } from '../sdk/types.ts';
import { openBatcher } from './batcher.ts';

const answer = ({ x }: Row): Prediction => ({ label: String(x), probabilities: { [String(x)]: 1 } });
/** Time that only the model spends. */
function clock() {
  let at = 0;
  return {
    now: () => at,
    spend: (ms: number) => {
      at += ms;
    },
  };
}
/** Asks for row after row in one turn, as requests that came in together do. */
const together = (predict: (rows: readonly Row[]) => unknown, count: number) =>
  Promise.all(Array.from({ length: count }, async (_, x) => (await (predict([{ x }]) as Promise<Prediction[]>))[0]!.label));

test('where a call costs more than a row, those who wait are answered by one call, each with its own', async () => {
  const calls: number[] = [];
  const { now, spend } = clock();
  const predict = (rows: readonly Row[]) => {
    calls.push(rows.length);
    spend(2 + rows.length * 0.01);
    return rows.map(answer);
  };
  const batcher = openBatcher(predict, { inFlight: () => 16, now });
  for (let round = 0; round < 20; round++) expect(await together(batcher.predict, 16)).toEqual(Array.from({ length: 16 }, (_, x) => String(x)));
  // All together, then one alone to know what that costs, then together but for a look at the other way every 64 requests.
  expect(calls.slice(0, 3)).toEqual([16, 1, 15]);
  expect(calls.filter((rows) => rows === 1)).toHaveLength(1 + 320 / 64);
  expect(batcher.report()).toMatchObject({ batching: true, largest: 16 });
});

test('where a row costs as much together as alone, nobody is gathered but now and then to look again', async () => {
  const calls: number[] = [];
  const { now, spend } = clock();
  const predict = (rows: readonly Row[]) => {
    calls.push(rows.length);
    spend(rows.length * 0.2);
    return rows.map(answer);
  };
  const batcher = openBatcher(predict, { inFlight: () => 8, now });
  for (let round = 0; round < 40; round++) await together(batcher.predict, 8);
  expect(calls[0]).toBe(8);
  expect(calls.slice(1).every((rows) => rows === 1)).toBe(true);
  expect(batcher.report().batching).toBe(false);
});

test('one request’s failure is its own; a single request does not wait at all', async () => {
  const predict = (rows: readonly Row[]) => {
    if (rows.some(({ x }) => x === 2)) throw new Error('linha 2');
    return rows.map(answer);
  };
  const batcher = openBatcher(predict, { inFlight: () => 4 });
  const settled = await Promise.allSettled([0, 1, 2, 3].map(async (x) => batcher.predict([{ x }])));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(openBatcher(predict, { inFlight: () => 1 }).predict([{ x: 0 }])).toEqual([answer({ x: 0 })]);
});

test('an asynchronous model is asked once more only when it has answered, for all who came meanwhile', async () => {
  const calls: number[] = [];
  let release = () => {};
  const batcher = openBatcher(
    async (rows) => {
      calls.push(rows.length);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return rows.map(answer);
    },
    { inFlight: () => 9, maxRows: 4 },
  );
  const asked = Promise.all(Array.from({ length: 9 }, (_, x) => batcher.predict([{ x }])));
  let done = false;
  void asked.then(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    release();
  }
  expect((await asked).map(([one]) => one!.label)).toEqual(Array.from({ length: 9 }, (_, x) => String(x)));
  expect(calls).toEqual([4, 4, 1]);
});
