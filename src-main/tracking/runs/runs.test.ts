import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTracking, stores, type TestTracking } from '../test-tracking.ts';

describe.each(stores)('runs in %s', (store) => {
  let lab: TestTracking;
  beforeEach(() => {
    lab = openTestTracking(store);
  });
  afterEach(() => lab.dispose());
  const create = async () => (await lab.tracking.runs.create({ experimentId: '0' })).info.runId;
  const entity = (runId: string) => lab.tracking.runs.entity(runId);
  const tags = (runId: string) => Object.fromEntries(entity(runId).tags.map(({ key, value }) => [key, value]));

  it('has a random name when it comes without one, and its name as a tag', async () => {
    const [one, two] = [await create(), await create()];
    expect(entity(one).info.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    expect(entity(one).info.name).not.toBe(entity(two).info.name);
    expect(tags(one)['mlflow.runName']).toBe(entity(one).info.name);
  });

  it('takes its name from either place, and refuses two that differ', async () => {
    const tagged = { experimentId: '0', tags: [{ key: 'mlflow.runName', value: 'pela tag' }] };
    expect((await lab.tracking.runs.create(tagged)).info.name).toBe('pela tag');
    expect((await lab.tracking.runs.create({ ...tagged, name: 'pela tag' })).info.name).toBe('pela tag');
    await expect(lab.tracking.runs.create({ ...tagged, name: 'outro' })).rejects.toThrow(/RUN_NAME_CONFLICT/);
  });

  it('is renamed by its tag and by an update alike', async () => {
    const run = await create();
    await lab.tracking.log.setTag(run, 'mlflow.runName', 'a');
    expect(entity(run).info.name).toBe('a');
    await lab.tracking.runs.update(run, { name: 'b' });
    expect([entity(run).info.name, tags(run)['mlflow.runName']]).toEqual(['b', 'b']);
    await lab.tracking.log.batch(run, { tags: [{ key: 'mlflow.runName', value: 'c' }] });
    expect(lab.tracking.run(run).name).toBe('c');
  });

  it('has the place of its artifacts below that of its experiment', async () => {
    const experimentId = await lab.tracking.experiments.create({ name: 'a', artifactLocation: 's3://balde/x' });
    const { info } = await lab.tracking.runs.create({ experimentId, userId: 'ana', startTime: 5 });
    expect(info).toMatchObject({
      artifactUri: `s3://balde/x/${info.runId}/artifacts`,
      userId: 'ana',
      startTime: 5,
      endTime: null,
      status: 'RUNNING',
    });
  });

  it('refuses whatever is written to it while deleted, and shows it all when restored', async () => {
    const run = await create();
    await lab.tracking.log.param(run, 'a', '1');
    await lab.tracking.runs.delete([run]);
    const writes = [
      lab.tracking.log.param(run, 'b', '1'),
      lab.tracking.log.setTag(run, 'b', '1'),
      lab.tracking.log.deleteTag(run, 'mlflow.runName'),
      lab.tracking.log.metric(run, { key: 'm', value: 1, step: 0, timestamp: 0 }),
      lab.tracking.log.batch(run, { tags: [{ key: 'b', value: '1' }] }),
      lab.tracking.log.model(run, {}),
      lab.tracking.inputs.log(run, { datasets: [] }),
      lab.tracking.runs.update(run, { status: 'FINISHED' }),
    ];
    for (const { status, reason } of (await Promise.allSettled(writes)) as PromiseRejectedResult[]) {
      expect([status, reason.code]).toEqual(['rejected', 'RUN_DELETED']);
    }
    expect(lab.tracking.runs.list({ limit: 10, offset: 0 })).toEqual([]);
    await lab.tracking.runs.restore([run]);
    expect(entity(run)).toMatchObject({ info: { status: 'RUNNING' }, params: [{ key: 'a', value: '1' }] });
  });

  it('deletes several together or none of them', async () => {
    const run = await create();
    await expect(lab.tracking.runs.delete([run, 'f'.repeat(32)])).rejects.toThrow(/RUN_NOT_FOUND/);
    expect(entity(run).info.lifecycle).toBe('active');
  });

  it('keeps a param once logged: the same value is nothing new, another one is refused with all that differ', async () => {
    const run = await create();
    const param = (key: string, value: string) => ({ key, value });
    await lab.tracking.log.batch(run, { params: [param('a', '1'), param('b', '')] });
    await lab.tracking.log.batch(run, { params: [param('a', '1'), param('c', '3')] });
    const changed = lab.tracking.log.batch(run, { params: [param('d', '4'), param('a', '2'), param('c', '5')], tags: [param('t', 'x')] });
    await expect(changed).rejects.toMatchObject({
      code: 'TRACKING_PARAM_CHANGED',
      data: { key: 'a', held: '1', given: '2', all: '[{"key":"a","old_value":"1","new_value":"2"},{"key":"c","old_value":"3","new_value":"5"}]' },
    });
    await expect(lab.tracking.log.batch(run, { params: [param('x', '1'), param('x', '1')] })).rejects.toThrow(/TRACKING_PARAM_TWICE.*x/);
    expect(entity(run).params).toEqual([param('a', '1'), param('b', ''), param('c', '3')]);
    expect(tags(run).t).toBeUndefined();
  });

  it('writes nothing of a batch that holds one thing wrong', async () => {
    const run = await create();
    const point = { key: 'm', value: 1, step: 0, timestamp: 0 };
    const wrong = [
      { metrics: [point, { ...point, key: '../m' }] },
      { metrics: [point], params: [{ key: 'p', value: '1' }], tags: [{ key: 'a//b', value: '' }] },
      { metrics: [point], params: [{ key: '', value: '1' }] },
    ];
    for (const batch of wrong) await expect(lab.tracking.log.batch(run, batch)).rejects.toThrow(/TRACKING_KEY_INVALID/);
    expect(entity(run)).toMatchObject({ metrics: [], params: [], tags: [{ key: 'mlflow.runName' }] });
  });

  it('records models of MLflow 2 one after the other, and refuses one that would have to be cut', async () => {
    const run = await create();
    await lab.tracking.log.model(run, { artifact_path: 'a' });
    await lab.tracking.log.model(run, { artifact_path: 'b' });
    await expect(lab.tracking.log.model(run, { artifact_path: 'x'.repeat(9000) })).rejects.toThrow(/TRACKING_TOO_LONG/);
    expect(JSON.parse(tags(run)['mlflow.log-model.history']!)).toEqual([{ artifact_path: 'a' }, { artifact_path: 'b' }]);
    await lab.tracking.log.setTag(run, 'mlflow.log-model.history', 'isto não é JSON');
    await lab.tracking.log.model(run, { artifact_path: 'c' });
    expect(tags(run)['mlflow.log-model.history']).toBe('[{"artifact_path":"c"}]');
  });

  it('lets the lab go on recording a run that somebody deleted', async () => {
    const run = await lab.tracking.startRun({ experiment: 'e', name: 'passo' });
    await lab.tracking.runs.delete([run]);
    await lab.tracking.logBatch(run, { params: { a: '1' }, metrics: [{ key: 'm', value: 1, step: 0, timestamp: 0 }] });
    await lab.tracking.endRun(run, 'FINISHED');
    expect(entity(run)).toMatchObject({ info: { status: 'FINISHED', lifecycle: 'deleted' }, params: [{ key: 'a', value: '1' }] });
  });

  it('tells of a change at once, and then of many as of few', async () => {
    const run = await create();
    const told: string[] = [];
    lab.core.changes.listen(({ id }) => told.push(id ?? ''));
    await new Promise((resolve) => setTimeout(resolve, 250));
    for (let step = 0; step < 50; step++) await lab.tracking.log.metric(run, { key: 'm', value: step, step, timestamp: step });
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(6);
  });
});
