/** `bancada deploy` on engines of somebody else: a second dockerd with a bridge of its own, and a third that is the manager of a swarm. */
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeployWish } from '../../src-main/contract/deploy.ts';
import type { Deploys } from '../../src-main/exports/deploy/index.ts';
import { type OwnDockerd, ownDockerd, whyNoDockerd } from '../faults/own-dockerd.ts';
import { exportsLab } from '../support/exports-lab.ts';
import { penguins } from '../support/model-lab.ts';

const body = JSON.stringify({ massa: 3700, bico: 39.1, ilha: 'Dream' });
const reason = whyNoDockerd();

describe.skipIf(reason !== null)('a deploy', () => {
  let [lab, dockerd, deploys]: [Awaited<ReturnType<typeof exportsLab>>?, OwnDockerd?, Deploys?] = [];
  beforeAll(async () => {
    lab = await exportsLab();
    dockerd = ownDockerd({ published: true });
    await Promise.all([dockerd.start(), lab.register(penguins(60)).then(() => lab!.serving.serve({ target: 'pinguins:1' }))]);
    deploys = await lab.exports.deploys();
  }, 90_000);
  afterAll(async () => {
    await dockerd?.destroy();
    await lab?.close();
  }, 60_000);

  const wish = (target: string, change: Partial<DeployWish> = {}): DeployWish => ({
    ...{ endpoint: 'pinguins', target, registry: null, port: 18_431, bind: '127.0.0.1', replicas: 2, wait: true },
    ...change,
  });
  async function applied(wanted: DeployWish): Promise<string[]> {
    const steps: string[] = [];
    for await (const step of deploys!.apply(wanted, AbortSignal.timeout(120_000))) steps.push(`${step.do} ${step.kind}`);
    return steps;
  }

  it('on Docker says what it would do, does it, is replaced, keeps what answered when the new one does not, and goes', async () => {
    const target = `docker://unix://${dockerd!.socket}`;
    const planned = await deploys!.plan(wish(target));
    expect(planned.steps.map((step) => `${step.do} ${step.kind}`)).toEqual(['build image', 'try container', 'create container', 'wait container']);
    expect(await applied(wish(target))).toEqual(['build image', 'try container', 'create container']);
    const ask = () =>
      fetch('http://127.0.0.1:18431/predict', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then((answer) =>
        answer.json(),
      );
    expect(await ask()).toMatchObject({ label: 'Adelie', model: { version: '1' } });
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, ready: 1, address: 'http://127.0.0.1:18431' });
    expect((await deploys!.plan(wish(target))).steps.map((step) => step.do)).toEqual(['keep', 'keep']);

    await lab!.register(penguins(80, 2), 'pinguins', 2);
    await lab!.serving.serve({ target: 'pinguins:2', endpoint: 'pinguins' });
    // That port is somebody else's.
    const { port } = new URL(lab!.serving.get('pinguins').url!);
    await expect(applied(wish(target, { port: Number(port), wait: false }))).rejects.toMatchObject({
      code: 'DEPLOY_FAILED',
    });
    await expect.poll(() => ask().catch(() => null), { timeout: 30_000 }).toMatchObject({ model: { version: '1' } });
    expect(await applied(wish(target, { wait: false }))).toEqual(['keep image', 'replace container']);
    await expect.poll(() => ask().catch(() => null), { timeout: 30_000 }).toMatchObject({ model: { version: '2' } });

    expect(await deploys!.remove({ endpoint: 'pinguins', target })).toHaveLength(1);
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: false });
    await expect(deploys!.remove({ endpoint: 'pinguins', target })).rejects.toMatchObject({ code: 'DEPLOY_NOT_FOUND' });
  }, 120_000);

  it('on a swarm has its replicas, is changed and goes', async () => {
    // In a network of its own: a swarm lays bridges.
    const manager = ownDockerd();
    try {
      await manager.start();
      const target = `swarm://unix://${manager.socket}`;
      await expect(deploys!.plan(wish(target))).rejects.toMatchObject({ code: 'DEPLOY_UNREACHABLE' });
      await new Docker({ socketPath: manager.socket }).swarmInit({ ListenAddr: '127.0.0.1:0', AdvertiseAddr: '127.0.0.1' });
      expect(await applied(wish(target))).toEqual(['build image', 'create service', 'wait service']);
      expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, ready: 2, wanted: 2 });
      expect(await applied(wish(target, { replicas: 1, wait: false }))).toEqual(['keep image', 'replace service']);
      expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, wanted: 1 });
      expect(await deploys!.remove({ endpoint: 'pinguins', target })).toHaveLength(1);
      expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: false });
    } finally {
      await manager.destroy();
    }
  }, 120_000);
});
