import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTracking, stores, type TestTracking } from '../test-tracking.ts';

describe.each(stores)('data sets that runs read, in %s', (store) => {
  let lab: TestTracking;
  beforeEach(() => {
    lab = openTestTracking(store);
  });
  afterEach(() => lab.dispose());
  const create = async (experimentId = '0') => (await lab.tracking.runs.create({ experimentId })).info.runId;
  const dataset = (name: string, digest: string) => ({
    name,
    digest,
    sourceType: 'local',
    source: '{"uri":"dados.csv"}',
    schema: null,
    profile: '{"num_rows":9}',
  });
  const read = (name: string, digest: string, context: string) => ({
    dataset: dataset(name, digest),
    tags: [{ key: 'mlflow.data.context', value: context }],
  });

  it('shows what a run read, each once, with the context it was read in first', async () => {
    const run = await create();
    await lab.tracking.inputs.log(run, { datasets: [read('a', '1', 'training'), read('a', '2', 'validation'), read('a', '1', 'test')] });
    await lab.tracking.inputs.log(run, { datasets: [read('a', '2', 'test')] });
    expect(lab.tracking.inputs.of(run)).toEqual([read('a', '1', 'training'), read('a', '2', 'validation')]);
    expect(lab.tracking.inputs.of(await create())).toEqual([]);
  });

  it('lists the data sets of experiments with their contexts', async () => {
    const other = await lab.tracking.experiments.create({ name: 'outro' });
    await lab.tracking.inputs.log(await create(), { datasets: [read('a', '1', 'training')] });
    await lab.tracking.inputs.log(await create(), { datasets: [read('a', '1', 'training'), { dataset: dataset('b', '9'), tags: [] }] });
    await lab.tracking.inputs.log(await create(other), { datasets: [read('a', '1', 'test')] });
    expect(lab.tracking.inputs.summaries(['0'])).toEqual([
      { experimentId: '0', name: 'a', digest: '1', context: 'training' },
      { experimentId: '0', name: 'b', digest: '9', context: null },
    ]);
    expect(lab.tracking.inputs.summaries(['0', other, 'x'])).toHaveLength(3);
  });

  it.each([
    ['name', 501],
    ['digest', 37],
    ['source', 65_536],
    ['schema', 1_048_576],
    ['profile', 16_777_216],
  ] as const)('refuses a %s of %i characters, and then keeps nothing of it', async (field, length) => {
    const run = await create();
    const given = { dataset: { ...dataset('a', '1'), [field]: 'x'.repeat(length) }, tags: [] };
    await expect(lab.tracking.inputs.log(run, { datasets: [read('b', '2', 'training'), given] })).rejects.toThrow(/TRACKING_TOO_LONG/);
    expect(lab.tracking.inputs.of(run)).toEqual([]);
    await lab.tracking.inputs.log(run, { datasets: [{ ...given, dataset: { ...given.dataset, [field]: 'x'.repeat(length - 1) } }] });
    expect(lab.tracking.inputs.of(run)).toHaveLength(1);
  });
});
