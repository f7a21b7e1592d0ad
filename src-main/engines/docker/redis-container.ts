/**
 * `redisContainer`: a Redis of a home in a hardened container, for the online features of a store that asks for one. It keeps nothing on a disk (what is in it can be made
 * anew), answers on 127.0.0.1 with a password of its own, and outlives the core.
 */
import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import { BancadaError } from '../../contract/errors.ts';
import { pullQuickly } from '../images/pull.ts';
import { claimPort } from '../ports.ts';
import { statusOf } from './client.ts';
import { hardenedHost } from './hardening.ts';

export const redisImage = 'redis:7';
const inside = 6379;
const memoryBytes = 256 * 2 ** 20;
/** Not the label of steps and services: these are taken away when nobody knows them. */
const label = 'bancada.redis';

/** The address of a Redis that runs: that of `url` again, or a new one. IMAGE_UNAVAILABLE where nobody can bring the image. */
export async function redisContainer(docker: Docker, homeId: string, url: string | null, image = redisImage): Promise<string> {
  const container = docker.getContainer(nameOf(homeId));
  const found = await container.inspect().catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
  if (found) {
    const address = found.Config.Labels[label] ?? '';
    const known = `redis://:${passwordOf(found.Config.Cmd ?? [])}@${address}`;
    if (!found.State.Running) await container.start();
    if (url === null || url === known) return known;
    // Of a home that was brought here from elsewhere: another password stands written down.
    await container.remove({ force: true, v: true });
  }
  await bring(docker, image);
  const port = await claimPort(url === null ? 0 : Number(new URL(url).port));
  const password = url === null ? randomBytes(18).toString('base64url') : decodeURIComponent(new URL(url).password);
  const made = await docker.createContainer({
    name: nameOf(homeId),
    Image: image,
    User: '65534:65534',
    WorkingDir: '/tmp',
    Entrypoint: ['redis-server'],
    Cmd: ['--save', '', '--appendonly', 'no', '--maxmemory', String(memoryBytes / 2), '--maxmemory-policy', 'noeviction', '--requirepass', password],
    ExposedPorts: { [`${inside}/tcp`]: {} },
    Labels: { [label]: `127.0.0.1:${port}` },
    HostConfig: {
      ...hardenedHost({ cpus: 0.5, memoryBytes, network: 'bridge' }),
      PortBindings: { [`${inside}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
    },
  });
  await made.start();
  return `redis://:${password}@127.0.0.1:${port}`;
}

const nameOf = (homeId: string) => `bancada-redis-${homeId.replaceAll(/[^\w.-]/g, '')}`;
const passwordOf = (command: readonly string[]) => command[command.indexOf('--requirepass') + 1] ?? '';

async function bring(docker: Docker, image: string): Promise<void> {
  try {
    await docker.getImage(image).inspect();
  } catch {
    await pullQuickly(docker, image, () => {}).catch((error: unknown) => {
      throw new BancadaError('IMAGE_UNAVAILABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
    });
  }
}
