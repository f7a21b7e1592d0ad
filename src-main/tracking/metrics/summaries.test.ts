import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestTracking, type TestTracking } from '../test-tracking.ts';

let test: TestTracking;
beforeEach(() => {
  test = openTestTracking('memory');
});
afterEach(() => test.dispose());

const key = 'perda';
const all = [
  { key, of: 'min' },
  { key, of: 'max' },
  { key, of: 'at', step: 2 },
] as const;
const start = (name = 'corrida') => test.tracking.startRun({ experiment: 'casas', name });
const log = (run: string, points: readonly (readonly [step: number, value: number])[], timestamp = 1000) =>
  test.tracking.logBatch(run, { metrics: points.map(([step, value]) => ({ key, step, value, timestamp: timestamp + 100 * step })) });
const summaries = async (...runs: string[]) => (await test.tracking.search.summaries(runs, all)).map(({ values }) => values);

it('says the lowest and the highest value of a history and the one that held at a step', async () => {
  const run = await start();
  const short = await start('curta');
  const none = await start('sem métrica');
  await log(run, [
    [0, 3],
    [1, Number.NaN],
    [4, Number.NEGATIVE_INFINITY],
    [6, 9],
  ]);
  await log(short, [[1, 0.5]]);
  expect(await summaries(run, 'nenhuma', short, none)).toEqual([
    ['-Infinity', 9, 'NaN'],
    [0.5, 0.5, null],
    [null, null, null],
  ]);
});

it('stays true as points come, out of order too, and when a step that is done again takes its own back', async () => {
  const expected = (points: ReadonlyMap<number, number>) => {
    const values = [...points.values()];
    const reached = [...points].filter(([step]) => step <= 2).sort(([a], [b]) => b - a)[0]?.[1];
    return [Math.min(...values), Math.max(...values), Math.max(...points.keys()) >= 2 ? (reached ?? null) : null];
  };
  const kind = fc.constantFrom('next' as const, 'next' as const, 'next' as const, 'before' as const, 'again' as const);
  // Not looked at after each: what comes between two looks is what could be missed.
  const change = fc.record({ kind, value: fc.integer({ min: 0, max: 5 }), look: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 16 }), async (changes) => {
      const run = await start();
      const points = new Map<number, number>();
      for (const [index, { kind, value, look }] of changes.entries()) {
        const last = Math.max(-1, ...points.keys());
        if (kind === 'again') {
          await test.tracking.dropMetrics(run, { since: 1000 + 100 * value });
          for (const step of [...points.keys()]) if (step >= value) points.delete(step);
        } else {
          const step = kind === 'next' ? last + 1 : Math.min(0, ...points.keys()) - 1;
          await log(run, [[step, value]], 1000 + index);
          points.set(step, value);
        }
        if (look && points.size > 0) expect(await summaries(run)).toEqual([expected(points)]);
      }
    }),
    { numRuns: 150 },
  );
});

it('orders a search by what histories come to, as MLflow orders by a metric', async () => {
  const runs: Record<string, string> = {};
  for (const [name, values] of Object.entries({ baixa: [5, 1, 4], alta: [6, 3, 8], vazia: [], nan: [Number.NaN] })) {
    runs[name] = await start(name);
    await log(
      runs[name],
      values.map((value, step) => [step, value] as const),
    );
  }
  const names = async (of: 'min' | 'max', descending: boolean, page = { limit: 10, offset: 0 }) => {
    const found = await test.tracking.search.runs({ experimentIds: [], view: 'active', ...page, orderBySummary: { key, of, descending } });
    expect(found.total).toBe(4);
    expect(found.unordered).toBeUndefined();
    return found.runs.map(({ name }) => name);
  };
  expect(await names('min', false)).toEqual(['baixa', 'alta', 'nan', 'vazia']);
  expect(await names('max', true)).toEqual(['alta', 'baixa', 'nan', 'vazia']);
  expect(await names('max', true, { limit: 1, offset: 1 })).toEqual(['baixa']);
});
