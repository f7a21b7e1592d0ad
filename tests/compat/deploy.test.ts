/**
 * `bancada deploy` on engines of somebody else: a second dockerd in a network of its own, which then becomes the manager of a swarm; and, where BANCADA_KUBE
 * names a folder with `etcd` and `kube-apiserver`, an API server of Kubernetes without nodes. It is reached over TLS too, and over SSH, with its image pushed to a
 * registry, where BANCADA_DEPLOY_TOOLS names a folder with `sshd` and `docker-registry`.
 */
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeployWish } from '../../src-main/contract/deploy.ts';
import type { Deploys } from '../../src-main/exports/deploy/index.ts';
import { kubectl } from '../../src-main/exports/deploy/kubectl.ts';
import { type OwnDockerd, ownDockerd, whyNoDockerd } from '../faults/own-dockerd.ts';
import { exportsLab } from '../support/exports-lab.ts';
import { penguins } from '../support/model-lab.ts';
import { kubeStandIn } from './deploy/kube-stand-in.ts';
import { overSsh, overTls, registryBeside } from './deploy/ways.ts';
import { kubeApi } from './exports/kube-api.ts';

const body = JSON.stringify({ massa: 3700, bico: 39.1, ilha: 'Dream' });
const reason = whyNoDockerd();
const noKubectl = await kubectl({ context: null, namespace: null }, ['version', '--client']).then(
  () => false,
  () => true,
);

describe.skipIf(reason !== null)('a deploy', () => {
  let [lab, dockerd, deploys]: [Awaited<ReturnType<typeof exportsLab>>?, OwnDockerd?, Deploys?] = [];
  beforeAll(async () => {
    lab = await exportsLab();
    dockerd = ownDockerd();
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
    const ask = () => askInside(dockerd!.socket);
    expect(await ask()).toMatchObject({ label: 'Adelie', model: { version: '1' } });
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, ready: 1, address: 'http://127.0.0.1:18431' });
    expect((await deploys!.plan(wish(target))).steps.map((step) => step.do)).toEqual(['keep', 'keep']);

    await lab!.register(penguins(80, 2), 'pinguins', 2);
    await lab!.serving.serve({ target: 'pinguins:2', endpoint: 'pinguins' });
    // No address of that computer.
    await expect(applied(wish(target, { bind: '10.9.9.9', wait: false }))).rejects.toMatchObject({ code: 'DEPLOY_FAILED' });
    await expect.poll(() => ask().catch(() => null), { timeout: 30_000 }).toMatchObject({ model: { version: '1' } });
    expect(await applied(wish(target, { wait: false }))).toEqual(['keep image', 'replace container']);
    await expect.poll(() => ask().catch(() => null), { timeout: 30_000 }).toMatchObject({ model: { version: '2' } });

    await expect(deploys!.undo({ endpoint: 'pinguins', target })).rejects.toMatchObject({ code: 'DEPLOY_NO_PREVIOUS' });
    expect(await deploys!.remove({ endpoint: 'pinguins', target })).toHaveLength(1);
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: false });
    await expect(deploys!.remove({ endpoint: 'pinguins', target })).rejects.toMatchObject({ code: 'DEPLOY_NOT_FOUND' });
  }, 120_000);

  async function withEnv<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
    const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
    Object.assign(process.env, env);
    try {
      return await work();
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  }

  it('reaches an engine over TLS with certificates of both sides, and nobody without', async () => {
    const way = await overTls(dockerd!.socket, join(lab!.root, 'tls'));
    const target = `docker://${way.address}`;
    await withEnv(way.env, async () => {
      expect((await deploys!.plan(wish(target))).where).toMatch(/https:\/\/127\.0\.0\.1/);
      expect(await applied(wish(target, { wait: false }))).toContain('create container');
      expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true });
      expect(await deploys!.remove({ endpoint: 'pinguins', target })).toHaveLength(1);
    });
    await withEnv({ ...way.env, DOCKER_CERT_PATH: lab!.root }, async () => {
      await expect(deploys!.plan(wish(target))).rejects.toMatchObject({ code: 'DEPLOY_UNREACHABLE' });
    });
    await way.close();
  }, 60_000);

  const tools = process.env.BANCADA_DEPLOY_TOOLS;
  // By hand: no registry of packages has these two programs ready.
  if (tools !== undefined)
    it('reaches an engine over SSH, and pushes its image to a registry', async () => {
      const way = await overSsh(dockerd!.socket, join(lab!.root, 'ssh'), tools);
      const registry = await registryBeside(dockerd!.socket, join(lab!.root, 'registry'), tools);
      await withEnv(way.env, async () => {
        const target = `docker://${way.address}`;
        expect(await applied(wish(target, { wait: false }))).toContain('create container');
        expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true });
        await deploys!.remove({ endpoint: 'pinguins', target });
      });
      const target = `docker://unix://${dockerd!.socket}`;
      const pushed = await applied(wish(target, { wait: false, registry: `${registry.address}/eu` }));
      expect(pushed).toEqual(['build image', 'push image', 'create container']);
      expect(JSON.parse(registry.images())).toEqual({ repositories: [expect.stringMatching(/^eu\//)] });
      await expect(applied(wish(target, { registry: '127.0.0.1:1/eu' }))).rejects.toMatchObject({ code: 'DEPLOY_FAILED' });
      await deploys!.remove({ endpoint: 'pinguins', target });
      await Promise.all([way.close(), registry.close()]);
    }, 120_000);

  it('on a swarm has its replicas, is changed and goes', async () => {
    const target = `swarm://unix://${dockerd!.socket}`;
    await expect(deploys!.plan(wish(target))).rejects.toMatchObject({ code: 'DEPLOY_UNREACHABLE' });
    await new Docker({ socketPath: dockerd!.socket }).swarmInit({ ListenAddr: '127.0.0.1:0', AdvertiseAddr: '127.0.0.1' });
    expect(await applied(wish(target))).toEqual(['keep image', 'create service', 'wait service']);
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, ready: 2, wanted: 2 });
    expect(await applied(wish(target, { replicas: 1, wait: false }))).toEqual(['keep image', 'replace service']);
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({
      found: true,
      wanted: 1,
      previous: expect.stringContaining('pinguins'),
    });
    expect((await deploys!.undo({ endpoint: 'pinguins', target })).map((step) => step.do)).toEqual(['undo', 'wait']);
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, ready: 2, wanted: 2 });
    expect(await deploys!.remove({ endpoint: 'pinguins', target })).toHaveLength(1);
    expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: false });
  }, 120_000);

  it.skipIf(noKubectl)(
    'on a stand-in for a cluster tells which image was there before, goes back to it when asked, and has nothing to go back to at first',
    async () => {
      const cluster = await kubeStandIn(join(lab!.root, 'ensaio'), 'pinguins');
      const target = { endpoint: 'pinguins', target: 'kubernetes://ensaio/default' };
      await withEnv({ KUBECONFIG: cluster.kubeconfig, KUBECACHEDIR: join(lab!.root, 'ensaio') }, async () => {
        cluster.roll('eu/pinguins:1');
        expect(await deploys!.status(target)).toMatchObject({ found: true, image: 'eu/pinguins:1', previous: null, ready: 2, wanted: 2 });
        await expect(deploys!.undo(target)).rejects.toMatchObject({ code: 'DEPLOY_NO_PREVIOUS' });
        cluster.roll('eu/pinguins:2');
        expect(await deploys!.status(target)).toMatchObject({ image: 'eu/pinguins:2', previous: 'eu/pinguins:1' });
        expect((await deploys!.undo(target)).map((step) => `${step.do} ${step.kind}`)).toEqual(['undo Deployment', 'wait Deployment']);
        expect(cluster.image()).toBe('eu/pinguins:1');
        expect(await deploys!.status(target)).toMatchObject({ image: 'eu/pinguins:1', previous: 'eu/pinguins:2' });
      });
      await cluster.close();
    },
    60_000,
  );

  const folder = process.env.BANCADA_KUBE;
  // By hand: no registry of packages has these two programs ready.
  if (folder !== undefined)
    it('on an API server of Kubernetes its manifests are made, kept, changed and taken away', async () => {
      const cluster = await kubeApi(folder, join(lab!.root, 'kube'));
      const before = process.env.KUBECONFIG;
      process.env.KUBECONFIG = cluster.kubeconfig;
      try {
        const target = 'kubernetes://teste/default';
        const did = async (wanted: DeployWish) =>
          new Set((await applied(wanted)).filter((step) => !step.endsWith(' image')).map((step) => step.split(' ')[0]));
        expect(await did(wish(target, { wait: false }))).toEqual(new Set(['create']));
        expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: true, ready: 0 });
        expect(await did(wish(target, { wait: false }))).toEqual(new Set(['keep']));
        expect(await deploys!.remove({ endpoint: 'pinguins', target })).toHaveLength(6);
        expect(await deploys!.status({ endpoint: 'pinguins', target })).toMatchObject({ found: false });
      } finally {
        if (before === undefined) delete process.env.KUBECONFIG;
        else process.env.KUBECONFIG = before;
        await cluster.stop();
      }
    }, 120_000);
});

/** Its port is open in the engine's own network only. */
async function askInside(socketPath: string): Promise<unknown> {
  const program = `fetch('http://127.0.0.1:8080/predict', { method: 'POST', headers: { 'content-type': 'application/json' }, body: process.argv[1] })
    .then((answer) => answer.text()).then((text) => console.log(text))`;
  const container = new Docker({ socketPath }).getContainer('bancada-pinguins');
  const asked = await container.exec({ Cmd: ['/usr/local/bin/node', '-e', program, body], AttachStdout: true, Tty: true });
  const pieces: Buffer[] = [];
  for await (const piece of await asked.start({ Tty: true })) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString());
}
