/** `modelImage`: one image per model version, the base with the model folder as its last layer. Built once, offline. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type Docker from 'dockerode';
import { BancadaError } from '../../contract/errors.ts';
import { folderDigest } from '../sdk.ts';
import type { BaseImage } from './base-image.ts';
import { followProgress } from './progress.ts';
import { sendTar } from './tar.ts';

/** Where the model lies inside. */
export const modelPlace = '/lab/model';

export interface ModelSource {
  name: string;
  version: string;
  folder: string;
}

export async function modelImage(docker: Docker, base: BaseImage, { name, version, folder }: ModelSource, homeId: string): Promise<string> {
  const digest = folderDigest(folder).slice(0, 12);
  const reference = `bancada/model-${safe(name)}:${safe(version)}-${digest}-${base.id.replace('sha256:', '').slice(0, 6)}`;
  if (await present(docker, reference)) return reference;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: `model/${relative(folder, path).split(sep).join('/')}`, path }));
  const dockerfile = `FROM ${base.reference}\nCOPY model ${modelPlace}\nLABEL bancada.home=${homeId} bancada.model=${safe(name)} bancada.version=${safe(version)}\n`;
  try {
    await sendTar([{ name: 'Dockerfile', content: dockerfile }, ...files], async (tar, abortSignal) =>
      followProgress(await docker.buildImage(tar, { t: reference, abortSignal })),
    );
  } catch (error) {
    throw new BancadaError('IMAGE_UNAVAILABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
  return reference;
}

async function present(docker: Docker, reference: string): Promise<boolean> {
  return docker
    .getImage(reference)
    .inspect()
    .then(
      () => true,
      () => false,
    );
}

function safe(text: string): string {
  const kept = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return kept.replace(/^-|-$/g, '') || 'x';
}
