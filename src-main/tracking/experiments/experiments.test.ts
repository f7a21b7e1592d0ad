import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTracking, stores, type TestTracking } from '../test-tracking.ts';

describe.each(stores)('experiments in %s', (store) => {
  let lab: TestTracking;
  beforeEach(() => {
    lab = openTestTracking(store);
  });
  afterEach(() => lab.dispose());
  const experiments = () => lab.tracking.experiments;

  it('has Default with id 0, and gives the next ones numbers in order', async () => {
    expect(experiments().get('0')).toMatchObject({ name: 'Default', lifecycle: 'active', artifactLocation: 'mlflow-artifacts:/0' });
    expect(await experiments().create({ name: 'a' })).toBe('1');
    expect(experiments().get(await experiments().create({ name: 'b', tags: [{ key: 'time', value: 'dados' }] }))).toMatchObject({
      experimentId: '2',
      artifactLocation: 'mlflow-artifacts:/2',
      tags: { time: 'dados' },
    });
  });

  it('keeps a name for itself, also while deleted', async () => {
    const id = await experiments().create({ name: 'único' });
    await expect(experiments().create({ name: 'único' })).rejects.toThrow(/EXPERIMENT_EXISTS.*active/);
    await experiments().delete(id);
    await expect(experiments().create({ name: 'único' })).rejects.toThrow(/EXPERIMENT_EXISTS.*deleted/);
    const other = await experiments().create({ name: 'outro' });
    await expect(experiments().rename(other, 'único')).rejects.toThrow(/EXPERIMENT_EXISTS/);
    await experiments().rename(other, 'outro');
    expect(experiments().named('único')?.experimentId).toBe(id);
  });

  it('makes only one of two that ask for the same name at once', async () => {
    const made = await Promise.allSettled([experiments().create({ name: 'x' }), experiments().create({ name: 'x' })]);
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('hides its runs when it is deleted and shows them all when it is restored', async () => {
    const id = await experiments().create({ name: 'a' });
    const { info } = await lab.tracking.runs.create({ experimentId: id });
    await experiments().delete(id);
    expect(lab.tracking.runs.entity(info.runId).info.lifecycle).toBe('deleted');
    expect((await experiments().list()).map(({ name }) => name)).toEqual(['Default']);
    expect(await experiments().list('deleted')).toMatchObject([{ name: 'a', lifecycle: 'deleted', runs: 1 }]);
    expect(await experiments().list('all')).toHaveLength(2);
    await experiments().restore(id);
    expect(lab.tracking.runs.entity(info.runId).info.lifecycle).toBe('active');
  });

  it('takes very many runs with it, bit by bit, and brings them all back', async () => {
    const id = await experiments().create({ name: 'a' });
    const runs = await Promise.all(Array.from({ length: 1203 }, () => lab.tracking.runs.create({ experimentId: id })));
    await experiments().delete(id);
    expect(await experiments().list('deleted')).toMatchObject([{ runs: 1203 }]);
    await experiments().restore(id);
    expect(await experiments().list()).toContainEqual(expect.objectContaining({ name: 'a', runs: 1203 }));
    expect(lab.tracking.runs.entity(runs[7]!.info.runId).info.lifecycle).toBe('active');
  });

  it('refuses what does not fit its stage', async () => {
    const id = await experiments().create({ name: 'a' });
    await expect(experiments().restore(id)).rejects.toThrow(/EXPERIMENT_NOT_FOUND/);
    await experiments().delete(id);
    await expect(experiments().delete(id)).rejects.toThrow(/EXPERIMENT_NOT_FOUND/);
    await expect(experiments().rename(id, 'b')).rejects.toThrow(/EXPERIMENT_DELETED/);
    await expect(experiments().setTag(id, 'a', 'b')).rejects.toThrow(/EXPERIMENT_DELETED/);
    await expect(lab.tracking.runs.create({ experimentId: id })).rejects.toThrow(/EXPERIMENT_DELETED/);
    for (const unknown of ['99', '', 'x', '1e3', '-1', '9'.repeat(400)]) expect(() => experiments().get(unknown)).toThrow(/EXPERIMENT_NOT_FOUND/);
  });

  it('sets and deletes tags', async () => {
    await experiments().setTag('0', 'a/b', '1');
    await experiments().setTag('0', 'a/b', 'linha\noutra');
    await experiments().setTag('0', '__proto__', 'x');
    expect(Object.entries(experiments().get('0').tags)).toEqual([
      ['__proto__', 'x'],
      ['a/b', 'linha\noutra'],
    ]);
    await experiments().deleteTag('0', 'a/b');
    await expect(experiments().deleteTag('0', 'a/b')).rejects.toThrow(/TAG_NOT_FOUND/);
    await expect(experiments().setTag('0', '../a', '1')).rejects.toThrow(/TRACKING_KEY_INVALID/);
    await expect(experiments().setTag('0', 'a', 'x'.repeat(20_001))).rejects.toThrow(/TRACKING_TOO_LONG/);
  });

  it.each(['mlflow-artifacts:/pasta/outra', 's3://balde/x', 'gs://b', 'dbfs:/x', 'hdfs://n/x', 'wasbs://c@a.blob/x'])(
    'accepts artifacts at %s',
    async (location) => {
      const id = await experiments().create({ name: 'a', artifactLocation: `${location}/` });
      expect(experiments().get(id).artifactLocation).toBe(location);
    },
  );

  it.each([
    '/etc',
    './x',
    'x',
    'file:///etc',
    'FILE:/etc',
    'http://evil/x',
    'https://evil',
    'http:///?/../../../etc/',
    'http:///#/../../etc/',
    'ftp://evil/a',
    'runs:/x',
    'models:/m/1',
    's3://balde/../x',
    's3://balde/%2e%2e/x',
    's3://balde/%252e/x',
    's3://balde?x=..',
    's3://balde#x',
    's3://balde;/../x',
    'mlflow-artifacts://evil/x',
    'mlflow-artifacts:/../x',
    'mlflow-artifacts:relative',
    `s3://${'x'.repeat(3000)}`,
    's3://a\\..\\b',
    's3://a b',
    'javascript:alert(1)',
  ])('refuses artifacts at %s', async (location) => {
    await expect(experiments().create({ name: 'a', artifactLocation: location })).rejects.toThrow(/TRACKING_(LOCATION_INVALID|TOO_LONG)/);
    expect(experiments().named('a')).toBeUndefined();
  });
});
