/**
 * The image that every program runs on: Node, the SDK and the model server.
 * In this order: present → a registry's `node:26-slim` with our layer, where it answers quickly → assembled from the files of this machine (Linux).
 */
import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { BancadaError } from '../../contract/errors.ts';
import { nodeBinary, pinnedNode } from '../process/node-binary.ts';
import { folderDigest } from '../sdk.ts';
import { followProgress } from './progress.ts';
import { type OnProgress, pullQuickly } from './pull.ts';
import { runtimeEntries, systemEntries, withStripped } from './rootfs.ts';
import { sendTar } from './tar.ts';

export type { OnProgress } from './pull.ts';

export interface BaseImage {
  readonly reference: string;
  readonly id: string;
  readonly bytes: number;
  /** Of what a program can notice: for an assembled image its contents, for a pulled one the image itself. */
  readonly fingerprint: string;
}

const repository = 'bancada/runtime';
const publicImage = 'node:26-slim';
/** Changes when the layout of the image does. */
const layout = 2;

/** The reference that this Node and this runtime ask for. */
export function baseReference(runtimeDir: string): string {
  const hash = createHash('sha256').update(`${layout} ${nodeBinary().version} ${process.arch} ${folderDigest(runtimeDir)}`);
  return `${repository}:${hash.digest('hex').slice(0, 12)}`;
}

export async function findBase(docker: Docker, reference: string): Promise<BaseImage | null> {
  try {
    const { Id, Size, Config } = await docker.getImage(reference).inspect();
    const assembled = Config.Labels?.['bancada.origin'] === 'assembled';
    return { reference, id: Id, bytes: Size, fingerprint: `docker ${assembled ? reference : Id}` };
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  }
}

export async function obtainBase(
  docker: Docker,
  { reference, runtimeDir, homeId }: { reference: string; runtimeDir: string; homeId: string },
  onProgress: OnProgress = () => {},
): Promise<BaseImage> {
  const present = await findBase(docker, reference);
  if (present) return present;
  const problems: string[] = [];
  for (const obtain of [layerOnPublic, assemble]) {
    try {
      await obtain(docker, { reference, runtimeDir, homeId }, onProgress);
      const made = await findBase(docker, reference);
      if (!made) continue;
      await sweep(docker, homeId, made.id);
      return made;
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new BancadaError('IMAGE_UNAVAILABLE', { detail: problems.join('; ') });
}

/** Removes what this home made on an earlier base, newest first since images rest on each other. What is in use stays. */
async function sweep(docker: Docker, homeId: string, keep: string): Promise<void> {
  const ours = await docker.listImages({ filters: { label: [`bancada.home=${homeId}`] } });
  for (const { Id } of ours.sort((a, b) => b.Created - a.Created)) {
    if (Id !== keep)
      await docker
        .getImage(Id)
        .remove()
        .catch(() => {});
  }
}

interface Wanted {
  reference: string;
  runtimeDir: string;
  homeId: string;
}

async function layerOnPublic(docker: Docker, { reference, runtimeDir, homeId }: Wanted, onProgress: OnProgress): Promise<void> {
  await pullQuickly(docker, publicImage, onProgress);
  const dockerfile = `FROM ${publicImage}\nCOPY rootfs/ /\nENTRYPOINT []\nLABEL ${labels('pulled', homeId)}\n`;
  const files = runtimeEntries(runtimeDir).map((entry) => ({ ...entry, name: `rootfs/${entry.name}` }));
  await sendTar([{ name: 'Dockerfile', content: dockerfile }, ...files], async (tar, abortSignal) =>
    followProgress(await docker.buildImage(tar, { t: reference, abortSignal })),
  );
}

async function assemble(docker: Docker, { reference, runtimeDir, homeId }: Wanted, onProgress: OnProgress): Promise<void> {
  const node = pinnedNode();
  if (process.platform !== 'linux' || node === null) throw new Error('an image can be assembled on Linux with the pinned Node only');
  onProgress(0.1, reference);
  await withStripped(node, async (stripped) => {
    onProgress(0.4, reference);
    const [repo, tag] = reference.split(':');
    const changes = `LABEL ${labels('assembled', homeId)}`;
    await sendTar([...systemEntries(stripped), ...runtimeEntries(runtimeDir)], async (tar, abortSignal) =>
      followProgress(await docker.importImage(tar, { repo, tag, changes, abortSignal })),
    );
  });
  onProgress(1, reference);
}

export function labels(origin: 'assembled' | 'pulled', homeId: string): string {
  return `bancada.origin=${origin} bancada.home=${homeId}`;
}
