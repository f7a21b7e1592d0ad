import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import Docker from 'dockerode';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { docked, dockerLab } from '../docker/test-docker.ts';
import { baseReference, obtainBase } from './base-image.ts';
import { modelImage } from './model-image.ts';
import { sendTar } from './tar.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bancada-tar-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('files sent as a tar', () => {
  const file = (name: string) => ({ name, path: join(folder, name) });

  test('are the same bytes each time, in whole blocks', async () => {
    writeFileSync(join(folder, 'a'), 'content');
    const send = () => sendTar([file('a'), { name: 'b', content: 'x' }, { name: 'c' }], (tar) => buffer(tar));
    const first = await send();
    expect(first.length % 512).toBe(0);
    expect((await send()).equals(first)).toBe(true);
  });

  test.each([
    ['waits for more', () => new Promise<never>(() => {})],
    ['reads to the end', (tar: Readable) => buffer(tar)],
  ])('end in an error that names what is missing, though the receiver %s', async (_what, receive) => {
    let told: AbortSignal | undefined;
    const sent = sendTar([{ name: 'b', content: 'x' }, file('gone.json')], (tar, signal) => {
      told = signal;
      return receive(tar);
    });
    await expect(sent).rejects.toThrow(/ENOENT.*gone\.json/);
    expect(told?.aborted).toBe(true);
  });
});

const lab = dockerLab();

docked('a model whose file vanishes while its image is made ends in an error that names it, and leaves no image', async () => {
  const docker = new Docker({ socketPath: lab.found.socket });
  const { homeId } = lab.core;
  const base = await obtainBase(docker, { reference: baseReference(lab.runtimeDir), runtimeDir: lab.runtimeDir, homeId });
  writeFileSync(join(folder, 'a.bin'), Buffer.alloc(2 ** 22));
  writeFileSync(join(folder, 'b.json'), '{}');
  const build = docker.buildImage.bind(docker);
  Object.assign(docker, {
    buildImage: (...given: Parameters<typeof build>) => {
      rmSync(join(folder, 'b.json'));
      return build(...given);
    },
  });
  await expect(modelImage(docker, base, { name: 'x', version: '1', folder }, homeId)).rejects.toMatchObject({
    code: 'IMAGE_UNAVAILABLE',
    data: { detail: expect.stringContaining('b.json') },
  });
  expect(await docker.listImages({ filters: { label: [`bancada.home=${homeId}`, 'bancada.model=x'] } })).toEqual([]);
});
