import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../index.ts';

let tracking: TrackingDomain;
let dispose: () => Promise<void>;
let db: ReturnType<typeof openTestCore>['core']['storage']['db'];
beforeEach(() => {
  const test = openTestCore();
  tracking = createTracking(test.core);
  db = test.core.storage.db;
  dispose = test.dispose;
});
afterEach(() => dispose());

const json = async (answer: Promise<Uint8Array>) => JSON.parse(new TextDecoder().decode(await answer));
const start = () => tracking.startRun({ experiment: 'casas', name: 'corrida' });

interface Given {
  step: number;
  timestamp: number;
  value: number;
}

async function log(points: readonly Given[]): Promise<string> {
  const run = await start();
  await tracking.logBatch(run, { metrics: points.map((point) => ({ key: 'perda', ...point })) });
  return run;
}
const row = (index: number, value = index): Given => ({ step: index, timestamp: 1000 + index, value });
const steps = (points: readonly { step: number }[]) => points.map(({ step }) => step);

/** MLflow's own statement (3.12 and later), over our table. */
function ntile(runId: string, most: number, from: number, to: number): Given[] {
  const points = db.prepare<[string, number, number]>(
    `SELECT step, timestamp, CASE WHEN is_nan THEN NULL ELSE value END AS value FROM metrics
     WHERE run = (SELECT id FROM runs WHERE run_id = ?) AND key = 'perda' AND step BETWEEN ? AND ? ORDER BY step, timestamp, metrics.value, is_nan`,
  );
  const all = points.all(runId, from, to) as Given[];
  const buckets = db
    .prepare<[number, number], number>(
      'WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1) SELECT ntile(?) OVER (ORDER BY i) FROM n',
    )
    .pluck()
    .all(all.length, most);
  const firsts = all.filter((_, i) => i === 0 || buckets[i] !== buckets[i - 1]);
  const last = all.at(-1);
  if (last && firsts.at(-1) !== last) firsts[firsts.length - (firsts.length >= most ? 1 : 0)] = last;
  return firsts;
}

describe('a sample for a chart', () => {
  it('is the one that MLflow picks, whatever the steps and however many', async () => {
    const gap = fc.constantFrom(0, 1, 1, 1, 1, 1, 2, 7);
    const series = fc.oneof(
      fc.integer({ min: 1, max: 90 }).map((n) => Array.from({ length: n }, () => 1)),
      fc.array(gap, { minLength: 1, maxLength: 90 }),
    );
    await fc.assert(
      fc.asyncProperty(
        series,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        async (gaps, most, from, width) => {
          let step = 0;
          const points = gaps.map((by, i) => {
            step += by;
            return { step, timestamp: i % 3, value: i % 7 === 6 ? Number.NaN : i % 5 };
          });
          const run = await log(points);
          const asked = { runIds: [run], key: 'perda', maxResults: most, from, to: from + width };
          const { metrics } = await json(tracking.history.mlflow.interval(asked));
          const expected = ntile(run, most, from, from + width).map(({ value, ...rest }) => ({
            key: 'perda',
            value: value ?? 'NaN',
            ...rest,
            run_id: run,
          }));
          expect(metrics.map((point: Given) => JSON.stringify(sorted(point)))).toEqual(expected.map((point) => JSON.stringify(sorted(point))));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stays true when points come late, twice or in between', async () => {
    const run = await log(Array.from({ length: 50 }, (_, i) => row(i)));
    await tracking.logBatch(run, { metrics: [{ key: 'perda', step: 7, timestamp: 1, value: 3 }] });
    await tracking.logBatch(run, {
      metrics: [
        { key: 'perda', ...row(50) },
        { key: 'perda', ...row(50) },
      ],
    });
    const { metrics } = await json(tracking.history.mlflow.interval({ runIds: [run], key: 'perda', maxResults: 10, from: null, to: null }));
    expect(steps(metrics)).toEqual(steps(ntile(run, 10, 0, 1000)));
  });

  it('refuses a run that there is not, and has nothing for a key that there is not', async () => {
    const asked = { key: 'nada', maxResults: 10, from: null, to: null };
    await expect(tracking.history.mlflow.interval({ ...asked, runIds: ['f'.repeat(32)] })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    expect(await json(tracking.history.mlflow.interval({ ...asked, runIds: [await start()] }))).toEqual({ metrics: [] });
  });
});

describe('pages of a history', () => {
  it('go by time, then step, and join without a gap', async () => {
    const points = Array.from({ length: 25 }, (_, i) => ({ step: i, timestamp: (i * 7) % 25, value: i / 3 }));
    const run = await log(points);
    const found: Given[] = [];
    let pageToken: string | undefined;
    do {
      const page: { metrics: Given[]; next_page_token?: string } = await json(
        tracking.history.mlflow.page({ runId: run, key: 'perda', maxResults: 10, pageToken }),
      );
      found.push(...page.metrics);
      pageToken = page.next_page_token;
    } while (pageToken);
    expect(found.map(({ step, timestamp, value }) => ({ step, timestamp, value }))).toEqual([...points].sort((a, b) => a.timestamp - b.timestamp));
  });

  it('are one when no size is asked for', async () => {
    const run = await log([row(0), row(1)]);
    expect(await json(tracking.history.mlflow.page({ runId: run, key: 'perda', maxResults: null }))).toEqual({
      metrics: [
        { key: 'perda', value: 0, timestamp: 1000, step: 0 },
        { key: 'perda', value: 1, timestamp: 1001, step: 1 },
      ],
    });
  });

  it('of many runs come run by run, up to the limit', async () => {
    const runs = [await log([row(0), row(1)]), await log([row(0), row(1)]), 'f'.repeat(32)];
    const { metrics } = await json(tracking.history.mlflow.bulk({ runIds: runs, key: 'perda', maxResults: 3 }));
    const [one, two] = runs.slice(0, 2).sort();
    expect(metrics.map((point: { run_id: string }) => point.run_id)).toEqual([one, one, two]);
  });
});

describe('a curve', () => {
  it.each([
    ['in a row', 60_000, 1],
    ['with gaps', 3000, 3],
  ])('keeps ends and spikes of a long history %s, and shows no more than asked', async (_name, length, gap) => {
    const spikes = new Map([
      [length - 2, -9],
      [Math.floor(length / 2) + 1, 50],
    ]);
    const run = await log(Array.from({ length }, (_, i) => ({ ...row(i * gap, spikes.get(i) ?? Math.sin(i / 100)), timestamp: i })));
    for (let again = 0; again < 2; again++) {
      const [curve] = await tracking.history.curves({ runIds: [run], keys: ['perda', 'nada'], points: 320 });
      expect(curve).toMatchObject({ runId: run, key: 'perda', total: length });
      const points = curve!.points;
      expect(points.length).toBeLessThanOrEqual(320);
      expect(points.length).toBeGreaterThan(200);
      expect([points[0]!.step, points.at(-1)!.step]).toEqual([0, (length - 1) * gap]);
      expect(points.map(({ value }) => value)).toEqual(expect.arrayContaining([-9, 50]));
      expect(steps(points)).toEqual([...steps(points)].sort((a, b) => a - b));
    }
  });

  it('takes up what came since it was drawn, and other steps than before', async () => {
    const run = await log(Array.from({ length: 30_000 }, (_, i) => row(i, 0)));
    const asked = { runIds: [run], keys: ['perda'], points: 100 };
    await tracking.history.curves(asked);
    await tracking.logBatch(run, { metrics: Array.from({ length: 2000 }, (_, i) => ({ key: 'perda', ...row(30_000 + i, i === 700 ? 9 : 0) })) });
    const [whole] = await tracking.history.curves(asked);
    expect(whole!.points.some(({ value }) => value === 9)).toBe(true);
    expect(whole!.total).toBe(32_000);
    const [part] = await tracking.history.curves({ ...asked, from: 1000, to: 25_999 });
    expect(part!.total).toBe(25_000);
    expect([part!.points[0]!.step, part!.points.at(-1)!.step]).toEqual([1000, 25_999]);
  });

  it('shows what was logged again after it was taken back', async () => {
    const story = (at: number, value: number) => Array.from({ length: 30_000 }, (_, i) => ({ key: 'perda', ...row(i, i === at ? value : 0) }));
    const run = await start();
    await tracking.logBatch(run, { metrics: story(700, 9) });
    const asked = { runIds: [run], keys: ['perda'], points: 100 };
    const sampled = { runIds: [run], key: 'perda', maxResults: 100, from: null, to: null };
    const values = async () => (await tracking.history.curves(asked))[0]!.points.map(({ value }) => value);
    const samples = async () => (await json(tracking.history.mlflow.interval(sampled))).metrics.map(({ value }: Given) => value);
    expect(Math.max(...((await values()) as number[]))).toBe(9);
    expect(Math.max(...(await samples()))).toBe(0);
    await tracking.dropMetrics(run, { since: 0 });
    await tracking.logBatch(run, { metrics: story(900, -7) });
    expect(Math.min(...((await values()) as number[]))).toBe(-7);
    expect(Math.max(...((await values()) as number[]))).toBe(0);
    await tracking.dropMetrics(run, { since: 0 });
    await tracking.logBatch(run, { metrics: story(900, -7).map((point) => ({ ...point, value: 1 })) });
    expect(Math.min(...(await samples()))).toBe(1);
  });

  it('is whole when it is short, and thinned by rank when many values share a step', async () => {
    const run = await log([row(0), { ...row(1), value: Number.POSITIVE_INFINITY }, { ...row(2), value: Number.NaN }]);
    const [short] = await tracking.history.curves({ runIds: [run], keys: ['perda'], points: 320 });
    expect(short!.points.map(({ value }) => value)).toEqual([0, 'Infinity', 'NaN']);
    const crowded = await log(Array.from({ length: 900 }, (_, i) => ({ step: 0, timestamp: i, value: i })));
    const [thinned] = await tracking.history.curves({ runIds: [crowded], keys: ['perda'], points: 30 });
    expect(thinned!.points).toHaveLength(30);
  });
});

function sorted(point: object): object {
  return Object.fromEntries(Object.entries(point).sort(([a], [b]) => (a < b ? -1 : 1)));
}
