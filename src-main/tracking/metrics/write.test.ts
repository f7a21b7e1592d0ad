import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTracking, stores, type TestTracking } from '../test-tracking.ts';
import type { Point } from './write.ts';

const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.1));
const point = fc.record({
  key: fc.constantFrom('a', 'b', 'c/d'),
  step: fc.integer({ min: -1, max: 4 }),
  timestamp: fc.integer({ min: 0, max: 2 }),
  value,
});
const batches = fc.array(fc.array(point, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });

/** MLflow's rules, plainly: points are a set, and the latest is the greatest by step, time and value, where NaN counts as 0. */
function oracle(points: readonly Point[]) {
  const asZero = (x: number) => x || 0;
  const order = (a: Point, b: Point) =>
    a.step - b.step || a.timestamp - b.timestamp || (asZero(a.value) === asZero(b.value) ? 0 : asZero(a.value) < asZero(b.value) ? -1 : 1);
  const distinct = [
    ...new Map(points.map((found) => [`${found.step} ${found.timestamp} ${found.value + 0}`, { ...found, value: found.value + 0 }])).values(),
  ];
  const sorted = distinct.sort(order);
  return { count: distinct.length, steps: sorted.map(({ step }) => step), latest: sorted.at(-1)! };
}

describe.each(stores)('metrics in %s', (store) => {
  let lab: TestTracking;
  let run: string;
  beforeEach(async () => {
    lab = openTestTracking(store);
    run = (await lab.tracking.runs.create({ experimentId: '0' })).info.runId;
  });
  afterEach(() => lab.dispose());
  const rows = (key: string) =>
    lab.core.storage.db
      .prepare<[string, string], { n: number }>('SELECT count(*) AS n FROM metrics WHERE run = (SELECT id FROM runs WHERE run_id = ?) AND key = ?')
      .get(run, key)!.n;
  const kept = (key: string) =>
    lab.core.storage.db
      .prepare<[string, string], { step: number; timestamp: number; value: number; is_nan: number; first_step: number; contiguous: number }>(
        'SELECT * FROM latest_metrics WHERE run = (SELECT id FROM runs WHERE run_id = ?) AND key = ?',
      )
      .get(run, key);

  it('keeps each point once and knows the latest, however they come: alone, in batches, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.boolean(), async (given, together) => {
        run = (await lab.tracking.runs.create({ experimentId: '0' })).info.runId;
        const writes = given.map(
          (batch) => () => (batch.length === 1 ? lab.tracking.log.metric(run, batch[0]!) : lab.tracking.log.batch(run, { metrics: batch })),
        );
        if (together) await Promise.all(writes.map((write) => write()));
        else for (const write of writes) await write();
        for (const key of ['a', 'b', 'c/d']) {
          const points = given.flat().filter((found) => found.key === key);
          if (points.length === 0) {
            expect(kept(key)).toBeUndefined();
            continue;
          }
          const expected = oracle(points);
          const { step, timestamp, value, first_step, contiguous } = kept(key)!;
          expect(rows(key)).toBe(expected.count);
          expect([step, timestamp, value]).toEqual([expected.latest.step, expected.latest.timestamp, expected.latest.value || 0]);
          expect(first_step).toBe(expected.steps[0]);
          // It may be unsure, but what it says must be so: one point at each step.
          if (contiguous) expect(expected.steps).toEqual(Array.from({ length: expected.count }, (_, i) => first_step + i));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows that steps follow one another, over batches and single points, until one does not', async () => {
    const at = (step: number) => ({ key: 'perda', value: Math.random(), step, timestamp: 1000 + step });
    await lab.tracking.log.batch(run, { metrics: Array.from({ length: 300 }, (_, step) => at(step + 5)) });
    await lab.tracking.log.metric(run, at(305));
    await lab.tracking.log.batch(run, { metrics: [at(306), at(307)] });
    expect(kept('perda')).toMatchObject({ first_step: 5, step: 307, contiguous: 1 });
    const again = at(308);
    await lab.tracking.log.batch(run, { metrics: [again] });
    await lab.tracking.log.batch(run, { metrics: [again] });
    await lab.tracking.log.metric(run, again);
    expect(kept('perda')).toMatchObject({ step: 308, contiguous: 1 });
    await lab.tracking.log.metric(run, at(310));
    expect(kept('perda')).toMatchObject({ step: 310, contiguous: 0 });
    await lab.tracking.log.metric(run, at(1));
    expect(kept('perda')).toMatchObject({ first_step: 1, step: 310, contiguous: 0 });
  });

  it('takes batches of every size, with NaN among them', async () => {
    for (const size of [1, 7, 8, 127, 128, 129, 300, 1000]) {
      const metrics = Array.from({ length: size }, (_, step) => ({
        key: `n${size}`,
        step,
        timestamp: 1,
        value: step % 50 === 3 ? Number.NaN : step,
      }));
      await lab.tracking.log.batch(run, { metrics });
      await lab.tracking.log.batch(run, { metrics });
      expect(rows(`n${size}`)).toBe(size);
    }
  });

  it('does not read the history to write to it: the hundredth batch costs what the first did', async () => {
    const db = lab.core.storage.db;
    const plan = ['INSERT INTO metrics VALUES (1, ?, 1, 1, 1, 0) ON CONFLICT DO NOTHING', 'SELECT id FROM runs WHERE run_id = ?'].flatMap((sql) =>
      db.prepare<[string], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all('x'),
    );
    expect(plan.map(({ detail }) => detail).filter((detail) => detail.includes('SCAN'))).toEqual([]);
    const batch = (n: number) => ({ metrics: Array.from({ length: 1000 }, (_, i) => ({ key: 'k', step: n * 1000 + i, timestamp: 1, value: i })) });
    const times: number[] = [];
    for (let n = 0; n < 100; n++) {
      const begun = performance.now();
      await lab.tracking.log.batch(run, batch(n));
      times.push(performance.now() - begun);
    }
    const fastest = (from: number) => Math.min(...times.slice(from, from + 20));
    expect(fastest(80)).toBeLessThan(4 * fastest(0));
  });

  it.each([0.5, Number.NaN, 2 ** 63, -(2 ** 63), Number.POSITIVE_INFINITY])('refuses the step %d, and nobody else pays for it', async (step) => {
    const good = { key: 'm', value: 1, step: 0, timestamp: 0 };
    const results = await Promise.allSettled([
      lab.tracking.log.metric(run, good),
      lab.tracking.log.metric(run, { ...good, step }),
      lab.tracking.log.batch(run, {
        metrics: [
          { ...good, key: 'n' },
          { ...good, key: 'o', timestamp: step },
        ],
      }),
      lab.tracking.logBatch(run, { metrics: [{ ...good, key: 'p', step }] }),
      lab.tracking.log.setTag(run, 't', 'x'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(lab.tracking.run(run).metrics).toEqual({ m: 1 });
  });

  it('keeps times beyond what a double counts exactly', async () => {
    const timestamp = 1.7e18;
    await lab.tracking.log.metric(run, { key: 'ns', value: 1, step: 0, timestamp });
    expect(lab.tracking.runs.entity(run).metrics).toEqual([{ key: 'ns', value: 1, step: 0, timestamp }]);
  });
});
