import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTracking, stores, type TestTracking } from '../test-tracking.ts';

const point = fc.record({
  key: fc.constantFrom('a', 'b'),
  step: fc.integer({ min: -1, max: 4 }),
  timestamp: fc.integer({ min: 0, max: 9 }),
  value: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
});

describe.each(stores)('metrics taken back in %s', (store) => {
  let lab: TestTracking;
  beforeEach(() => {
    lab = openTestTracking(store);
  });
  afterEach(() => lab.dispose());
  const create = async () => (await lab.tracking.runs.create({ experimentId: '0' })).info.runId;
  const rows = (table: string, columns: string, run: string) =>
    lab.core.storage.db.prepare(`SELECT ${columns} FROM ${table} WHERE run = (SELECT id FROM runs WHERE run_id = ?) ORDER BY ${columns}`).all(run);
  const shown = (run: string) => [
    rows('metrics', 'key, step, timestamp, value, is_nan', run),
    rows('latest_metrics', 'key, step, timestamp, value, is_nan, first_step', run),
  ];

  it('leave the run as if they had never been told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(point, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 10 }),
        fc.boolean(),
        async (points, since, all) => {
          const [run, other] = [await create(), await create()];
          const stay = points.filter(({ key, timestamp }) => timestamp < since || (!all && key !== 'a'));
          await lab.tracking.logBatch(run, { metrics: points });
          await lab.tracking.dropMetrics(run, all ? { since } : { keys: ['a', 'never'], since });
          await lab.tracking.logBatch(other, { metrics: stay });
          expect(shown(run)).toEqual(shown(other));
          const together = lab.core.storage.db
            .prepare<[string], { key: string; contiguous: number }>(
              'SELECT key, contiguous FROM latest_metrics WHERE run = (SELECT id FROM runs WHERE run_id = ?)',
            )
            .all(run);
          for (const { key } of together.filter(({ contiguous }) => contiguous === 1)) {
            const steps = (rows('metrics', 'step, key', run) as { step: number; key: string }[]).filter((row) => row.key === key);
            expect(steps.map(({ step }) => step - steps[0]!.step)).toEqual(steps.map((_, index) => index));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    [0, Number.NaN],
    [Number.NaN, 0],
  ])('leave the number where %s and then %s were told of one moment', async (...values) => {
    const run = await create();
    await lab.tracking.logBatch(run, { metrics: values.map((value) => ({ key: 'a', step: 3, timestamp: 0, value })) });
    const known = rows('latest_metrics', 'value, is_nan', run);
    expect(known).toEqual([{ value: 0, is_nan: 0 }]);
    await lab.tracking.logBatch(run, { metrics: [{ key: 'a', step: 9, timestamp: 1, value: 1 }] });
    await lab.tracking.dropMetrics(run, { since: 1 });
    expect(rows('latest_metrics', 'value, is_nan', run)).toEqual(known);
  });

  it('say nothing of a run that is gone', async () => {
    await expect(lab.tracking.dropMetrics('f'.repeat(32), { since: 0 })).resolves.toBeUndefined();
  });
});
