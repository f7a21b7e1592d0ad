/** The false alarms of monitoring, over real HTTP: twenty simulations of stable traffic on one endpoint raise none; each sudden shift is named. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Simulation } from '../../src-main/contract/monitoring.ts';
import { createMonitoring, type Monitoring } from '../../src-main/monitoring/index.ts';
import { type ModelLab, modelLab, penguins } from '../support/model-lab.ts';

let lab: ModelLab;
let monitoring: Monitoring;
beforeAll(async () => {
  lab = modelLab();
  await lab.register(penguins(333));
  monitoring = createMonitoring(lab.core, lab);
  await lab.serving.serve({ target: 'pinguins' });
});
afterAll(async () => {
  await monitoring.close();
  await lab.close();
});

async function simulate(scenario: Simulation['scenario'], seed: number): Promise<Simulation> {
  const { simulationId } = await monitoring.simulate({ endpoint: 'pinguins', scenario, requests: 1000, seed });
  await expect.poll(() => monitoring.simulation(simulationId).status, { timeout: 30_000, interval: 20 }).toBe('done');
  return monitoring.simulation(simulationId);
}

it('raises no alarm on stable traffic with any of twenty seeds, right after drift too', async () => {
  await simulate('sudden', 99);
  const raised: number[] = [];
  for (let seed = 1; seed <= 20; seed++) raised.push((await simulate('stable', seed)).alerts.length);
  expect(raised).toEqual(new Array(20).fill(0));
});

it('names the feature that a sudden shift moves, first, with every seed', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const { report, alerts, feature } = await simulate('sudden', seed);
    expect(report!.features[0]).toMatchObject({ feature, severity: 'high' });
    expect(alerts.flatMap((alert) => (alert.rule === 'drift' ? alert.subjects : []))).toContain(feature);
    await simulate('stable', seed + 50);
  }
});
