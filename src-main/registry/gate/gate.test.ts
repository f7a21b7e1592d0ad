import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestRegistry, type TestRegistry } from '../test-support/registry.ts';
import { bound, decidingMetric, isLowerBetter } from './metric.ts';

let lab: TestRegistry;
let seed = 0;
beforeEach(() => {
  lab = openTestRegistry();
});
afterEach(() => lab.dispose());

async function version(metrics: Record<string, number>, { dataset = true } = {}) {
  const runId = await lab.tracking.startRun({ experiment: 'e', name: 'treino' });
  const input = { name: 'pinguins', digest: 'abc', sourceType: 'local', source: '{}', schema: null, profile: null };
  if (dataset) await lab.tracking.inputs.log(runId, { datasets: [{ dataset: input, tags: [{ key: 'mlflow.data.context', value: 'training' }] }] });
  return (await lab.registry.register({ name: 'pinguins', digest: await lab.ownModel(seed++), runId: 'p', trackingRunId: runId, metrics })).version;
}
const ask = (wanted: string, more = {}) => lab.registry.gate({ name: 'pinguins', version: wanted, alias: 'champion', tolerance: 0.01, ...more });
const failed = (wanted: string, more = {}) =>
  ask(wanted, more)
    .checks.filter(({ ok }) => !ok)
    .map(({ id }) => id);

describe('the gate', () => {
  it('lets a first champion through that has a run, data, a metric and words', async () => {
    expect(ask(await version({ f1: 0.9 }))).toMatchObject({
      passed: true,
      against: null,
      metric: 'f1',
      checks: [
        { id: 'metric', ok: true, seen: '0.9', expected: null },
        { id: 'signature', ok: true, seen: 'massa: double, ilha: string', expected: null },
        { id: 'run', ok: true },
        { id: 'dataset', ok: true, seen: 'pinguins@abc' },
        { id: 'loads', ok: true, seen: 'majority' },
        { id: 'description', ok: true, seen: 'o mais comum' },
      ],
    });
  });

  it('compares with the champion, beyond a tolerance that is said', async () => {
    await lab.registry.setAlias('pinguins', 'champion', await version({ f1: 0.9, loss: 0.2 }), 'user');
    const close = await version({ f1: 0.895, loss: 0.3 });
    const worse = await version({ f1: 0.88, loss: 0.1 });
    expect(ask(close)).toMatchObject({ passed: true, against: '1' });
    expect(ask(worse).checks[0]).toEqual({ id: 'metric', ok: false, seen: '0.88', expected: '≥ 0.891' });
    expect(failed(worse, { tolerance: 0.05 })).toEqual([]);
    expect(failed(worse, { metric: 'loss' })).toEqual([]);
    expect(ask(close, { metric: 'loss' }).checks[0]).toEqual({ id: 'metric', ok: false, seen: '0.3', expected: '≤ 0.202' });
    expect(failed(close, { metric: 'nada' })).toEqual(['metric']);
  });

  it('says what is missing', async () => {
    const bare = await version({}, { dataset: false });
    await lab.registry.describe('pinguins', bare, ' ', { by: 'user' });
    expect(failed(bare)).toEqual(['metric', 'dataset', 'description']);
    await lab.registry.createVersion({ name: 'pinguins', source: 's3://bucket/m' }, { by: 'mlflow' });
    expect(failed('2')).toEqual(['metric', 'signature', 'run', 'dataset', 'description']);
  });

  it('refuses another signature than the champion’s', async () => {
    await lab.registry.setAlias('pinguins', 'champion', await version({ f1: 0.9 }), 'user');
    const runId = await lab.tracking.startRun({ experiment: 'e', name: 'outro' });
    await lab.tracking.logBatch(runId, { metrics: [{ key: 'f1', value: 0.95, step: 0, timestamp: 1 }] });
    const signature = `signature:\n  inputs: '[{"name": "massa", "type": "long"}]'\n`;
    const folder = await lab.folder({ MLmodel: `flavors:\n  sklearn: {}\n${signature}` });
    await lab.tracking.attachArtifact(runId, 'model', folder);
    await lab.registry.createVersion({ name: 'pinguins', source: `runs:/${runId}/model`, runId, description: 'x' }, { by: 'mlflow' });
    expect(ask('2').checks.find(({ id }) => id === 'signature')).toEqual({
      id: 'signature',
      ok: false,
      seen: 'massa: long',
      expected: 'massa: double, ilha: string',
    });
    expect(ask('2').checks.map(({ id }) => id)).not.toContain('loads');
  });
});

describe('a promotion', () => {
  it('is refused with the checks that failed, and moves nothing', async () => {
    await lab.registry.setAlias('pinguins', 'champion', await version({ f1: 0.9 }), 'user');
    const about = { name: 'pinguins', version: await version({ f1: 0.5 }), alias: 'champion', tolerance: 0.01, by: 'user', comment: '' };
    await expect(lab.registry.promote({ ...about, force: false })).rejects.toMatchObject({
      code: 'PROMOTION_REFUSED',
      data: { name: 'pinguins', version: '2', alias: 'champion', failed: 'metric' },
    });
    expect(lab.registry.resolve('pinguins').version).toBe('1');
    await lab.registry.promote({ ...about, force: true, comment: 'é mais rápido' });
    expect(lab.registry.resolve('pinguins').version).toBe('2');
    expect(lab.registry.model('pinguins').history[0]).toMatchObject({ from: '1', to: '2', by: 'user', comment: 'é mais rápido', forced: ['metric'] });
  });

  it('of what passes is not called forced', async () => {
    const about = { name: 'pinguins', version: await version({ f1: 0.9 }), alias: 'champion', tolerance: 0.01, by: 'user', comment: 'primeira' };
    expect((await lab.registry.promote({ ...about, force: true })).passed).toBe(true);
    expect(lab.registry.model('pinguins').history[0]).toMatchObject({ forced: [], comment: 'primeira' });
  });
});

describe('the deciding metric', () => {
  it('is the most telling of those that both have', () => {
    expect(decidingMetric({ loss: 1, accuracy: 1, f1: 1 }, { accuracy: 1, loss: 1 })).toBe('accuracy');
    expect(decidingMetric({ test_f1: 1, zeta: 1 }, null)).toBe('test_f1');
    expect(decidingMetric({ zeta: 1, beta: 1 }, null)).toBe('beta');
    expect(decidingMetric({ a: 1 }, { b: 1 })).toBeNull();
  });
  it('is of data that the model had not seen, and of training never', () => {
    expect(decidingMetric({ training_f1: 1, train_accuracy: 1, val_loss: 1 }, null)).toBe('val_loss');
    expect(decidingMetric({ f1: 1, val_f1: 1, 'test/rmse': 1 }, null)).toBe('test/rmse');
    expect(decidingMetric({ f1: 1, val_loss: 1 }, { f1: 1 })).toBe('f1');
    expect(decidingMetric({ training_f1_score: 1, 'train-loss': 1 }, null)).toBeNull();
    expect(decidingMetric({ trained_hours: 1 }, null)).toBe('trained_hours');
  });
  it.each(['loss', 'val_loss', 'rmse', 'test-mae', 'log_loss', 'error rate', 'latency_ms'])('%s is better when lower', (name) => {
    expect(isLowerBetter(name)).toBe(true);
  });
  it.each(['f1', 'accuracy', 'roc_auc', 'r2', 'terror', 'glossary'])('%s is better when higher', (name) => {
    expect(isLowerBetter(name)).toBe(false);
  });
  it('bounds a champion of any sign', () => {
    expect([bound(0.8, 0.1, false), bound(-2, 0.1, false), bound(10, 0.1, true), bound(0, 0.1, true)].map((n) => n.toFixed(2))).toEqual([
      '0.72',
      '-2.20',
      '11.00',
      '0.00',
    ]);
  });
});
