/** No image of a registry is asked for here: one is made of this computer's own Redis, as the lab makes its others. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createClient } from '@redis/client';
import { expect, onTestFinished, test } from 'vitest';
import { followProgress } from '../images/progress.ts';
import { systemFiles } from '../images/rootfs.ts';
import { sendTar } from '../images/tar.ts';
import { detect } from './detect.ts';
import { redisContainer } from './redis-container.ts';

const program = '/usr/bin/redis-server';
const { found } = await detect();
const image = 'bancada-test/redis:7';

test.skipIf(!found || !existsSync(program))('a Redis in a container answers with its password alone, and is the same one the next time', async () => {
  const { docker } = found!;
  const homeId = `test-redis-${process.pid}`;
  const libraries = [...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path]) => path!);
  const entries = [program, ...libraries].map((path) => ({ name: path.slice(1), path, mode: 0o755 }));
  const [repo, tag] = image.split(':');
  await sendTar([...entries, ...systemFiles()], async (tar, abortSignal) =>
    followProgress(await docker.importImage(tar, { repo, tag, abortSignal })),
  );
  onTestFinished(async () => {
    const container = docker.getContainer(`bancada-redis-${homeId}`);
    await container.remove({ force: true, v: true }).catch(() => {});
    await docker.getImage(image).remove({ force: true });
  });

  const url = await redisContainer(docker, homeId, null, image);
  const ask = async (at: string) => {
    const client = createClient({ url: at, RESP: 2, socket: { reconnectStrategy: (tries) => (tries > 200 ? false : 50) } });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.ping();
    } finally {
      client.destroy();
    }
  };
  expect(await ask(url)).toBe('PONG');
  await expect(ask(url.replace(/:[^:@]+@/, ':errada@'))).rejects.toThrow(/WRONGPASS/);
  expect(await redisContainer(docker, homeId, url, image)).toBe(url);
  // One that was stopped is started again, at its address.
  await docker.getContainer(`bancada-redis-${homeId}`).stop({ t: 1 });
  expect(await redisContainer(docker, homeId, url, image)).toBe(url);
  expect(await ask(url)).toBe('PONG');
  const { HostConfig } = await docker.getContainer(`bancada-redis-${homeId}`).inspect();
  expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] });
  await expect(redisContainer(docker, `${homeId}-x`, null, 'bancada-test/nenhuma:1')).rejects.toMatchObject({ code: 'IMAGE_UNAVAILABLE' });
});
