import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelLab, modelLab, penguins } from '../../tests/support/model-lab.ts';
import type { Simulation } from '../contract/monitoring.ts';
import { createMonitoring, type Monitoring } from './index.ts';

let lab: ModelLab;
let monitoring: Monitoring;
beforeAll(async () => {
  lab = modelLab();
  await lab.register(penguins(1500));
  monitoring = createMonitoring(lab.core, lab);
  await lab.serving.serve({ target: 'pinguins' });
});
afterAll(async () => {
  await monitoring.close();
  await lab.close();
});

async function simulate(options: Partial<Parameters<Monitoring['simulate']>[0]> = {}, of = monitoring): Promise<Simulation> {
  const { simulationId } = await of.simulate({ endpoint: 'pinguins', scenario: 'stable', requests: 1000, seed: 1, ...options });
  await expect.poll(() => of.simulation(simulationId).status, { timeout: 20_000, interval: 20 }).not.toBe('running');
  return of.simulation(simulationId);
}

describe('a simulation', () => {
  it('sends real requests, quickly, and finds nothing on stable traffic', async () => {
    const begun = performance.now();
    const done = await simulate();
    expect(performance.now() - begun).toBeLessThan(6000);
    expect(done).toMatchObject({ status: 'done', feature: null, sent: 1000, failed: 0, alerts: [], error: null });
    expect(done.report).toMatchObject({ enough: true, score: 0, window: { requests: 500 }, reference: { rows: 1500, source: 'pinguins:1' } });
    expect(done.report!.features.map((feature) => [feature.feature, feature.severity]).sort()).toEqual([
      ['bico', 'none'],
      ['ilha', 'none'],
      ['massa', 'none'],
      ['prediction', 'none'],
    ]);
    expect(await lab.serving.recent('pinguins', 5000)).toHaveLength(1000);
  });

  it('names the feature that a sudden shift moves, first and gravely, and raises one alert for it', async () => {
    const done = await simulate({ scenario: 'sudden', feature: 'massa', seed: 2 });
    expect(done.alerts).toMatchObject([{ rule: 'drift', severity: 'critical', status: 'firing', subjects: expect.arrayContaining(['massa']) }]);
    const [first] = done.report!.features;
    expect(first).toMatchObject({ feature: 'massa', kind: 'numeric', severity: 'high' });
    expect(first!.evidence).toMatchObject({ referenceN: 1500, currentN: 500, subjects: 4 });
    expect(first!.evidence.currentMean! - first!.evidence.referenceMean!).toBeGreaterThan(500);
    expect(monitoring.firing().map((alert) => alert.rule)).toEqual(['drift']);
  });

  it('ends the alert when the traffic is as before', async () => {
    const done = await simulate({ seed: 3 });
    expect(done.alerts).toEqual([]);
    expect(monitoring.firing()).toEqual([]);
    const [last] = await monitoring.alerts({ endpoint: 'pinguins', limit: 10 });
    expect(last).toMatchObject({ rule: 'drift', status: 'resolved', endedAt: expect.any(Number) });
  });

  it('finds gradual drift, and drift of a category', async () => {
    expect((await simulate({ scenario: 'gradual', feature: 'bico', seed: 4 })).report!.features[0]).toMatchObject({
      feature: 'bico',
      severity: 'high',
    });
    const category = await simulate({ scenario: 'sudden', feature: 'ilha', seed: 5 });
    expect(category.report!.features[0]).toMatchObject({ feature: 'ilha', kind: 'categorical', severity: 'high' });
    expect(category.failed).toBe(0);
  });

  it('plays the same requests again for the same seed', async () => {
    const rows = async (seed: number) => {
      await simulate({ requests: 120, seed, scenario: 'gradual' });
      const recent = await lab.serving.recent('pinguins', 120);
      return recent.sort((a, b) => Number(a.id.split('-').at(-1)) - Number(b.id.split('-').at(-1))).map((request) => request.row);
    };
    const first = await rows(6);
    expect(await rows(6)).toEqual(first);
    expect(await rows(7)).not.toEqual(first);
  });

  it('keeps a rate, and can be cancelled', async () => {
    const begun = performance.now();
    await simulate({ requests: 100, ratePerSecond: 100 });
    expect(performance.now() - begun).toBeGreaterThan(950);
    const { simulationId } = await monitoring.simulate({ endpoint: 'pinguins', scenario: 'stable', requests: 10_000, seed: 1, ratePerSecond: 50 });
    await expect.poll(() => monitoring.simulation(simulationId).sent).toBeGreaterThan(5);
    await monitoring.cancelSimulation(simulationId);
    expect(monitoring.simulation(simulationId)).toMatchObject({ status: 'cancelled', requests: 10_000 });
    expect(monitoring.simulation(simulationId).sent).toBeLessThan(200);
    expect(monitoring.simulations('pinguins')[0]).toMatchObject({ simulationId, status: 'cancelled' });
  });

  it('refuses what it cannot play, saying why', async () => {
    const attempt = (over: object) => monitoring.simulate({ endpoint: 'pinguins', scenario: 'sudden', requests: 10, seed: 1, ...over });
    await expect(attempt({ endpoint: 'nenhum' })).rejects.toMatchObject({ code: 'ENDPOINT_NOT_FOUND' });
    await expect(attempt({ feature: 'asa' })).rejects.toMatchObject({ code: 'PARAM_INVALID', data: { expected: 'massa, bico, ilha' } });
    expect(() => monitoring.simulation('nenhuma')).toThrow(/BAD_REQUEST/);
  });
});

describe('traffic', () => {
  it('counts requests, errors and predictions by window, a batch once', async () => {
    const { url } = lab.serving.get('pinguins');
    const before = (await monitoring.traffic('pinguins', 60_000, 5)).reduce((sum, window) => sum + window.requests, 0);
    const row = { massa: 3500, bico: 38, ilha: 'Dream' };
    const post = (path: string, body: unknown) =>
      fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    await post('/predict/batch', { rows: [row, row, row] });
    await post('/predict', { ...row, massa: 'pesada' });
    await expect
      .poll(async () => (await monitoring.traffic('pinguins', 60_000, 5)).reduce((sum, window) => sum + window.requests, 0), { timeout: 3000 })
      .toBe(before + 2);
    const windows = await monitoring.traffic('pinguins', 60_000, 5);
    expect(windows).toHaveLength(5);
    expect(windows.reduce((sum, window) => sum + window.errors, 0)).toBe(1);
    expect(windows.at(-1)!.p95).toBeGreaterThan(0);
  });

  it('is taken in by itself when it comes, without anybody asking', async () => {
    let told = 0;
    const stop = lab.core.changes.listen(({ topic, id }) => {
      if (topic === 'monitoring' && id === 'pinguins') told++;
    });
    await lab.serving.call({ name: 'pinguins', method: 'POST', path: '/predict', body: { massa: 3500, bico: 38, ilha: 'Dream' } });
    await expect.poll(() => told, { timeout: 5000 }).toBeGreaterThan(0);
    stop();
  });
});

describe('alerts', () => {
  it('fires on a burst of refused requests and on nothing once the rule is off', async () => {
    const { url } = lab.serving.get('pinguins');
    const refused = () => fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    for (let i = 0; i < 400; i++) await refused();
    await expect
      .poll(async () => (await monitoring.alerts({ endpoint: 'pinguins', limit: 1 }))[0], { timeout: 5000 })
      .toMatchObject({ rule: 'errors', status: 'firing' });
    const errors = monitoring.alerting.rules().find((rule) => rule.id === 'errors')!;
    expect((await monitoring.alerting.saveRules([{ ...errors, enabled: false }])).find((rule) => rule.id === 'errors')).toMatchObject({
      enabled: false,
      above: 0.05,
    });
    expect(
      (await monitoring.alerts({ endpoint: 'pinguins', limit: 10 })).filter((alert) => alert.status === 'firing' && alert.rule === 'errors'),
    ).toEqual([]);
    await monitoring.alerting.saveRules([{ ...errors, enabled: true }]);
  });

  it('does not fire again on what an earlier core has judged', async () => {
    await simulate({ scenario: 'sudden', feature: 'massa', seed: 8 });
    await monitoring.close(); // the earlier core is gone: it must not judge once more in the middle of this
    lab.storage.db.prepare("UPDATE alerts SET ended_at = 1 WHERE rule = 'drift' AND ended_at IS NULL").run();
    const other = lab.open();
    const later = createMonitoring(other.core, other);
    const firing = (await later.alerts({ endpoint: 'pinguins', limit: 100 })).filter((alert) => alert.status === 'firing' && alert.rule === 'drift');
    expect(firing).toEqual([]);
    await later.close();
    await other.serving.close();
    await other.storage.close();
    monitoring = createMonitoring(lab.core, lab);
  });

  it('forgets the drift of a revision that has been replaced', async () => {
    await simulate({ scenario: 'sudden', feature: 'massa', seed: 9 });
    expect((await monitoring.drift('pinguins', 500)).score).toBeGreaterThan(0);
    expect(monitoring.firing().map((alert) => alert.rule)).toContain('drift');
    await lab.serving.serve({ target: 'pinguins' });
    await expect.poll(() => monitoring.firing().map((alert) => alert.rule)).not.toContain('drift');
    expect(await monitoring.drift('pinguins', 500)).toMatchObject({ enough: false, score: 0, features: [] });
    expect((await simulate({ seed: 10 })).alerts.filter((alert) => alert.rule === 'drift')).toEqual([]);
  });
});
