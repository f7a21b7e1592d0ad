import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Core } from '../common/core.ts';
import { createDockerEngine } from './docker/index.ts';
import { docked, dockerLab } from './docker/test-docker.ts';
import { createEngines } from './index.ts';
import { testLab } from './test-lab.ts';

const lab = dockerLab();
// The engines use no more of the core than the test lab has.
const core = lab.core as Core;
afterEach(() => vi.unstubAllEnvs());

const engines = (setting: 'auto' | 'docker' | 'process') => createEngines(core, { runtimeDir: lab.runtimeDir, setting: () => setting });

test('without an engine, local processes run what did not ask for Docker', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///no/such.sock');
  expect((await engines('auto').pick()).kind).toBe('process');
  await expect(engines('auto').pick('docker')).rejects.toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
    data: { detail: expect.stringContaining('ENOENT') },
  });
  await expect(engines('docker').pick()).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  expect(await engines('auto').docker()).toMatchObject({ available: false, version: null, containers: 0, image: null });
});

docked('an engine that comes later is found without opening the lab again', async () => {
  const socket = join(lab.core.home.root, 'later.sock');
  vi.stubEnv('DOCKER_HOST', `unix://${socket}`);
  const found = engines('auto');
  expect([(await found.pick()).kind, (await found.docker()).available]).toEqual(['process', false]);
  symlinkSync(lab.found.socket, socket);
  await vi.waitFor(async () => expect([(await found.pick()).kind, (await found.docker()).available]).toEqual(['docker', true]), { timeout: 20_000 });
  await found.close();
  rmSync(socket);
});

docked('with an engine, it runs what did not ask for a process, and tells what it is', async () => {
  const found = engines('auto');
  const engine = await found.pick();
  expect(engine.kind).toBe('docker');
  expect(await found.pick('docker')).toBe(engine);
  expect((await found.pick('process')).kind).toBe('process');
  expect((await engines('process').pick()).kind).toBe('process');
  await engine.prepare();
  const state = await found.docker();
  expect(state).toMatchObject({ available: true, socket: lab.found.socket, containers: 0 });
  expect(state.image?.reference).toMatch(/^bancada\/runtime:[0-9a-f]{12}$/);
  expect(state.image?.bytes).toBeLessThan(160e6);
  await found.close();
});

docked('the fingerprint is the same for the same runtime, and another on the other engine', async () => {
  const [once, again] = [await engines('auto').pick(), await engines('auto').pick()];
  expect(await once.fingerprint()).toBe(await again.fingerprint());
  expect(await once.fingerprint()).not.toBe(await (await engines('process').pick()).fingerprint());
});

docked('an image that somebody removed is made again', async () => {
  const own = testLab();
  writeFileSync(join(own.runtimeDir, 'own'), own.core.homeId); // an image that no other test uses
  const engine = createDockerEngine(own.core, lab.found, own.runtimeDir);
  await engine.prepare();
  const image = lab.found.docker.getImage((await engine.image())!.reference);
  await image.remove({ force: true });
  expect(await engine.image()).toBeNull();
  const step = await engine.start(own.step(''));
  expect(await step.exit).toEqual({ reason: 'exited', code: 0 });
  await engine.close();
  await image.remove({ force: true });
  own.remove();
});
