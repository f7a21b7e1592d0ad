import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../index.ts';

let tracking: TrackingDomain;
let dispose: () => Promise<void>;
let clock = 0;
beforeEach(() => {
  const test = openTestCore({ now: () => clock++ });
  tracking = createTracking(test.core);
  dispose = test.dispose;
});
afterEach(() => dispose());

const all = { experimentIds: [], view: 'active' as const, limit: 100, offset: 0 };

async function start(name: string, { experiment = 'casas', parent = '', tipo = '', perda = 0 } = {}): Promise<string> {
  const run = await tracking.startRun({ experiment, name, ...(parent && { parentRunId: parent }) });
  await tracking.logBatch(run, {
    params: tipo ? { tipo } : {},
    metrics: [{ key: 'perda', value: perda, step: 0, timestamp: 0 }],
    tags: { dono: 'ana' },
  });
  return run;
}

it('shows a page of runs as a run is shown, and how many there are', async () => {
  const ids = [await start('a'), await start('b', { tipo: 'rf', perda: Number.NaN }), await start('c')];
  const page = await tracking.search.runs({ ...all, limit: 2 });
  expect(page.total).toBe(3);
  expect(page.runs.map(({ childCount, ...run }) => [childCount, run])).toEqual([ids[2], ids[1]].map((id) => [0, tracking.run(id!)]));
  expect(await tracking.search.runs({ ...all, offset: 3 })).toEqual({ runs: [], total: 3 });
  expect(await tracking.search.runs({ ...all, filter: "params.tipo = 'svm'" })).toEqual({ runs: [], total: 0 });
});

it('counts again what was written since', async () => {
  await start('a');
  await start('b');
  expect((await tracking.search.runs({ ...all, limit: 1 })).total).toBe(2);
  await start('c');
  expect((await tracking.search.runs({ ...all, limit: 1 })).total).toBe(3);
});

it('shows only roots when asked: a run whose parent is not found is one', async () => {
  const parent = await start('mãe', { tipo: 'rf' });
  await tracking.log.setTag(parent, 'só_da_mãe', '1');
  const child = await start('filha', { parent, tipo: 'rf' });
  await start('neta', { parent: child });
  const roots = async (filter?: string) =>
    (await tracking.search.runs({ ...all, rootsOnly: true, filter })).runs.map(({ name, childCount }) => [name, childCount]);
  expect(await roots()).toEqual([['mãe', 1]]);
  expect(await roots("run_name LIKE '%a'")).toEqual([['filha', 1]]);
  expect(await roots("params.tipo = 'rf'")).toEqual([['mãe', 1]]);
  // Ordered by what only the parent has, the child is no root either.
  const ordered = await tracking.search.runs({ ...all, rootsOnly: true, filter: "params.tipo = 'rf'", orderBy: ['tags.só_da_mãe ASC'] });
  expect(ordered.runs.map(({ name }) => name)).toEqual(['mãe']);
  const children = await tracking.search.runs({ ...all, filter: `tags.mlflow.parentRunId = '${parent}'` });
  expect(children.runs.map(({ name }) => name)).toEqual(['filha']);
  await tracking.runs.delete([child]);
  expect(await roots()).toEqual([
    ['neta', 0],
    ['mãe', 0],
  ]);
});

it('knows the keys of the experiments asked for', async () => {
  await start('a', { tipo: 'rf' });
  const other = await tracking.startRun({ experiment: 'iris', name: 'b' });
  await tracking.logBatch(other, { params: { zeta: '1', alfa: '2' } });
  expect(await tracking.search.keys(['2'])).toEqual({ params: ['alfa', 'zeta'], metrics: [], tags: ['mlflow.runName'] });
  expect(await tracking.search.keys([])).toEqual({ params: ['alfa', 'tipo', 'zeta'], metrics: ['perda'], tags: ['dono', 'mlflow.runName'] });
  expect(await tracking.search.keys(['99'])).toEqual({ params: [], metrics: [], tags: [] });
});

it('groups runs by a param, with what their metrics come to', async () => {
  for (const [tipo, perda] of [
    ['rf', 1],
    ['rf', 2],
    ['rf', 6],
    ['mlp', Number.NaN],
    ['mlp', 4],
    ['', 9],
  ] as const)
    await start('a', { tipo, perda });
  const groups = await tracking.search.groups({ ...all, by: 'params.tipo', metrics: ['perda', 'nada'], filter: 'metrics.perda != 9' });
  expect(groups).toEqual([
    { value: 'rf', runs: 3, metrics: { perda: { mean: 3, min: 1, max: 6, sd: Math.sqrt(7), n: 3 } } },
    { value: 'mlp', runs: 2, metrics: { perda: { mean: 4, min: 4, max: 4, sd: 0, n: 1 } } },
  ]);
  const whole = await tracking.search.groups({ ...all, by: 'params.tipo', metrics: [] });
  expect(whole.find(({ value }) => value === null)).toEqual({ value: null, runs: 1, metrics: {} });
  expect(await tracking.search.groups({ ...all, by: 'status', metrics: [] })).toEqual([{ value: 'RUNNING', runs: 6, metrics: {} }]);
  await expect(tracking.search.groups({ ...all, by: 'metrics.perda', metrics: [] })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

it('says where a filter goes wrong', async () => {
  await expect(tracking.search.runs({ ...all, filter: 'metrics.a >' })).rejects.toMatchObject({
    code: 'TRACKING_FILTER_INVALID',
    data: { position: 12, expected: '@number' },
  });
});
