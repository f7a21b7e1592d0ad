import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { bothEngines, kindsOfEngine } from './both-engines.ts';
import { containerClient } from './docker/client.ts';
import { createDockerEngine } from './docker/index.ts';
import { docked } from './docker/test-docker.ts';
import type { RunningService } from './engine.ts';
import { claimPort } from './ports.ts';

const { lab, kinds } = bothEngines();

async function get(service: RunningService, path = '/', host = '127.0.0.1'): Promise<Record<string, unknown>> {
  for (const give = performance.now() + 5000; ; ) {
    try {
      const answer = await fetch(`http://${host}:${service.port}${path}`, { signal: AbortSignal.timeout(1000) });
      return (await answer.json()) as Record<string, unknown>;
    } catch (error) {
      if (performance.now() > give) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe.each(kindsOfEngine)('%s', (kind) => {
  const { run, make } = kinds[kind];

  run('a service answers on a free port of 127.0.0.1 only, and drains when it is stopped', async () => {
    const service = await make().serve(lab.service());
    expect(await get(service)).toEqual({ mode: 'service', service: 'test', model: null });
    expect(await service.logs(10)).toEqual(['listening']);
    expect(await service.cpu()).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await service.cpu()).toBeGreaterThanOrEqual(0);
    for (const { address, family, internal } of Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])) {
      if (internal || family !== 'IPv4') continue;
      await expect(fetch(`http://${address}:${service.port}/`, { signal: AbortSignal.timeout(300) })).rejects.toThrow();
    }
    const asked = performance.now();
    await service.stop();
    expect(performance.now() - asked).toBeLessThan(2500);
    expect(await service.ended).toEqual({ code: 0 });
  });

  run('a service outlives its core; the next one finds it, its port and its logs, and stops it', async () => {
    const launch = lab.service();
    const first = make();
    const service = await first.serve(launch);
    await get(service);
    await first.close();
    const next = make();
    const adopted = await next.adoptService(service.reference, launch);
    expect(adopted?.port).toBe(service.port);
    expect(await adopted?.logs(1)).toEqual(['listening']);
    await adopted?.stop();
    await adopted?.ended;
    expect(await next.adoptService(service.reference, launch)).toBeNull();
    await expect(fetch(`http://127.0.0.1:${service.port}/`)).rejects.toThrow();
  });

  run('a service that dies is noticed with its code, and is not taken up', async () => {
    const launch = lab.service();
    const engine = make();
    const service = await engine.serve(launch);
    await get(service);
    await fetch(`http://127.0.0.1:${service.port}/crash`).catch(() => {});
    expect(await service.ended).toEqual({ code: 3 });
    expect(await engine.adoptService(service.reference, launch)).toBeNull();
    await service.stop();
  });

  run('a service takes the port it is given, and names it when it is taken', async () => {
    const port = await claimPort(0);
    const service = await make().serve(lab.service({ port }));
    expect(service.port).toBe(port);
    await get(service);
    await expect(make().serve(lab.service({ port }))).rejects.toMatchObject({ code: 'PORT_TAKEN', data: { port } });
    await service.stop();
    await make().close();
  });

  run('the model server is given its model folder', async () => {
    const model = join(lab.root, `model-${kind}`);
    mkdirSync(join(model, 'data'), { recursive: true });
    writeFileSync(join(model, 'MLmodel'), 'x');
    writeFileSync(join(model, 'data', 'model.json'), '{}');
    const launch = lab.service({ entry: null, model, service: { name: 'Atrasos de voos', version: '3' } });
    const service = await make().serve(launch);
    expect(await get(service)).toMatchObject({ model: ['MLmodel', 'data'] });
    await service.stop();
  });

  run(
    'a service that listens too long to its own silence is killed after its drain',
    async () => {
      const service = await make().serve(
        lab.service({
          codeDir: lab.code({ 'service.ts': `process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000);` }),
        }),
      );
      await expect.poll(() => service.logs(5), { timeout: 3000 }).toEqual(['deaf']);
      const asked = performance.now();
      await service.stop();
      expect(performance.now() - asked).toBeLessThan(7000);
    },
    15_000,
  );
});

describe('the network of services', () => {
  const networks = (home = lab.core.homeId) => lab.found.docker.listNetworks({ filters: { label: [`bancada.home=${home}`] } });

  docked('stays from one service to the next, and goes with the core when nothing is on it', async () => {
    const core = kinds.docker.make();
    const first = await core.serve(lab.service());
    const [made] = await networks();
    await first.stop();
    const second = await core.serve(lab.service());
    expect((await networks()).map(({ Id }) => Id)).toEqual([made!.Id]);
    await core.close();
    expect(await networks()).toHaveLength(1);
    const next = kinds.docker.make();
    await (await next.adoptService(second.reference, lab.service()))!.stop();
    await next.close();
    expect(await networks()).toEqual([]);
  });

  docked('goes with what is reaped, and not before', async () => {
    const service = await lab.engine.serve(lab.service());
    expect(await lab.engine.reap(new Set([service.reference]))).toEqual([]);
    expect(await networks()).toHaveLength(1);
    expect(await lab.engine.reap(new Set(), 'service')).toEqual([service.reference]);
    expect(await networks()).toEqual([]);
    expect([null, 137]).toContain((await service.ended).code); // seen gone, or killed and on its way out
  });

  docked('is swept once its home is dead, unless something is on it', async () => {
    const client = containerClient(lab.found.docker);
    const dead = `${lab.core.homeId}-dead`;
    await client.ensureNetwork(`bancada-${dead}`, { 'bancada.home': dead });
    const service = await lab.engine.serve(lab.service());
    await client.pruneNetworks(`bancada.home=${dead}`, '1h');
    expect(await networks(dead)).toHaveLength(1);
    const left = async () => {
      for (const home of [dead, lab.core.homeId]) await client.pruneNetworks(`bancada.home=${home}`, '0s');
      return networks(dead);
    };
    await expect.poll(left).toEqual([]); // the engine does one prune at a time, and others may be at it
    expect(await networks()).toHaveLength(1);
    await service.stop();
  });

  docked('is made again when somebody takes it away at the wrong moment', async () => {
    const { docker } = lab.found;
    const create = docker.createContainer.bind(docker);
    const spoiled = Object.assign(Object.create(docker), {
      async createContainer(options: Parameters<typeof create>[0]) {
        const container = await create(options);
        await docker.getNetwork(`bancada-${lab.core.homeId}`).remove();
        return container;
      },
    });
    const core = createDockerEngine(lab.core, { ...lab.found, docker: spoiled }, lab.runtimeDir);
    const service = await core.serve(lab.service());
    expect(await get(service)).toMatchObject({ mode: 'service' });
    await service.stop();
    await core.close();
  });
});

docked('a served container gets no answer from outside, and its image carries name, version and home', async () => {
  const outside = createServer().listen(0, '0.0.0.0');
  const program = `import { createServer } from 'node:http';
    import { connect } from 'node:net';
    const attempt = (host: string, port: number) => new Promise((resolve) => {
      const socket = connect({ host, port, timeout: 800 });
      socket.on('connect', () => resolve('connected')).on('error', (error) => resolve(error.message)).on('timeout', () => resolve('silence'));
    });
    createServer(async (_request, response) => response.end(JSON.stringify({ outside: await attempt('1.1.1.1', 80) }))).listen(8080, '0.0.0.0');`;
  const service = await lab.engine.serve(lab.service({ codeDir: lab.code({ 'service.ts': program }) }));
  expect((await get(service)).outside).not.toBe('connected');
  await service.stop();
  outside.close();
  const images = await lab.found.docker.listImages({ filters: { label: [`bancada.home=${lab.core.homeId}`, 'bancada.model=atrasos-de-voos'] } });
  expect(images.map(({ RepoTags }) => RepoTags?.[0])).toEqual([expect.stringMatching(/^bancada\/model-atrasos-de-voos:3-[0-9a-f]{12}-/)]);
  for (const { Id } of images) await lab.found.docker.getImage(Id).remove({ force: true });
});
