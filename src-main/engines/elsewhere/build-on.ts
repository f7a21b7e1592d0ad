/** `buildOn`: an image from a folder with a Dockerfile, on any engine: on our own base where it can run there, else on the public one, which that engine pulls. */
import { BancadaError } from '../../contract/errors.ts';
import { baseReference, obtainBase } from '../images/base-image.ts';
import { followProgress } from '../images/progress.ts';
import type { ImageEntry } from '../images/rootfs.ts';
import { sendTar } from '../images/tar.ts';
import type { Reached } from './reach.ts';

export interface Build {
  reference: string;
  /** Dockerfile and what it copies; it begins with `ARG BASE`. */
  entries: readonly ImageEntry[];
  runtimeDir: string;
  homeId: string;
}

export async function buildOn({ docker, arch }: Reached, { reference, entries, runtimeDir, homeId }: Build, signal: AbortSignal): Promise<void> {
  try {
    const ours = arch === process.arch ? await obtainBase(docker, { reference: baseReference(runtimeDir), runtimeDir, homeId }) : null;
    const buildargs: Record<string, string> = ours ? { BASE: ours.reference } : {};
    await sendTar(entries, async (tar, broken) =>
      followProgress(await docker.buildImage(tar, { t: reference, buildargs, abortSignal: AbortSignal.any([broken, signal]) })),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BancadaError) throw error;
    throw new BancadaError('IMAGE_UNAVAILABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
}

export async function hasImage({ docker }: Reached, reference: string): Promise<boolean> {
  return docker
    .getImage(reference)
    .inspect()
    .then(
      () => true,
      () => false,
    );
}
