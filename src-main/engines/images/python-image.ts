/**
 * The image that Python programs run on: an interpreter and its standard library. `bancada` and the packages are mounted, the same files as for local
 * processes. In this order: present → a registry's `python:<version>-slim`, where it answers quickly → assembled from this computer's Python (Linux).
 */
import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { BancadaError } from '../../contract/errors.ts';
import type { Interpreter } from '../python/interpreter.ts';
import { type BaseImage, findBase, labels, type OnProgress } from './base-image.ts';
import { followProgress } from './progress.ts';
import { pullQuickly } from './pull.ts';
import { pythonEntries, pythonPlace } from './python-rootfs.ts';
import { placeEntries } from './rootfs.ts';
import { sendTar } from './tar.ts';

interface Wanted {
  python: Interpreter;
  reference: string;
  homeId: string;
}

/** Changes when the layout of the image does. */
const layout = 1;

/** Of the version that the packages were chosen for. */
export function pythonReference({ version, minor }: Interpreter): string {
  const hash = createHash('sha256').update(`${layout} ${version} ${process.arch}`).digest('hex');
  return `bancada/python:${minor}-${hash.slice(0, 12)}`;
}

export async function obtainPython(docker: Docker, python: Interpreter, homeId: string, onProgress: OnProgress = () => {}): Promise<BaseImage> {
  const reference = pythonReference(python);
  const present = await findBase(docker, reference);
  if (present) return present;
  const problems: string[] = [];
  for (const obtain of [layerOnPublic, assemble]) {
    try {
      await obtain(docker, { python, reference, homeId }, onProgress);
      const made = await findBase(docker, reference);
      if (made) return made;
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new BancadaError('IMAGE_UNAVAILABLE', { detail: problems.join('; ') });
}

async function layerOnPublic(docker: Docker, { python, reference, homeId }: Wanted, onProgress: OnProgress): Promise<void> {
  const image = `python:${python.minor}-slim`;
  await pullQuickly(docker, image, onProgress);
  const dockerfile = `FROM ${image}\nCOPY rootfs/ /\nENTRYPOINT []\nLABEL ${labels('pulled', homeId)}\n`;
  const files = placeEntries().map((entry) => ({ ...entry, name: `rootfs/${entry.name}` }));
  await sendTar([{ name: 'Dockerfile', content: dockerfile }, ...files], async (tar, abortSignal) =>
    followProgress(await docker.buildImage(tar, { t: reference, abortSignal })),
  );
}

async function assemble(docker: Docker, { python, reference, homeId }: Wanted, onProgress: OnProgress): Promise<void> {
  if (process.platform !== 'linux') throw new Error(`${pythonPlace} can be assembled on Linux only`);
  onProgress(0.1, reference);
  const entries = await pythonEntries(python);
  const [repo, tag] = reference.split(':');
  const changes = `LABEL ${labels('assembled', homeId)}`;
  await sendTar(entries, async (tar, abortSignal) => followProgress(await docker.importImage(tar, { repo, tag, changes, abortSignal })));
  onProgress(1, reference);
}
