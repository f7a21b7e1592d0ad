/**
 * `imageFiles`: what an image is built from anywhere: the files that our own image has (engines/images), what the program is told and given, and a Dockerfile.
 * Where a registry is out of reach, `--build-arg BASE=` takes an image that is there.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ImageEntry } from '../engines/index.ts';
import { contentOf, type ExportFile } from './files.ts';
import { nobody } from './hardening.ts';

export interface ImageParts {
  folder: string;
  base: string;
  /** Command line inside, in words. */
  command: readonly string[];
  entries: readonly ImageEntry[];
  env?: Readonly<Record<string, string>>;
  /** Lines of a Dockerfile between the files and the user. */
  install?: readonly string[];
  port?: number;
}

export const commonEnv = { LAB_CONTEXT: '/lab/context.json', HOME: '/tmp', TZ: 'UTC', LANG: 'C.UTF-8', NO_COLOR: '1' };

export function imageFiles({ folder, base, command, entries, env = {}, install = [], port }: ImageParts): ExportFile[] {
  const variables = Object.entries({ ...commonEnv, ...env }).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const dockerfile = [
    `ARG BASE=${base}`,
    'FROM $BASE',
    'COPY rootfs/ /',
    ...install,
    `ENV ${variables.join(' ')}`,
    'WORKDIR /lab/code',
    ...(port === undefined ? [] : [`EXPOSE ${port}`]),
    `USER ${nobody}:${nobody}`,
    // Platforms give a command of their own, some of them as what follows an entry point.
    'ENTRYPOINT []',
    `CMD ${JSON.stringify(command)}`,
    '',
  ].join('\n');
  // What comes later takes the place of what came before, as in an image's layers.
  const files = new Map<string, ExportFile>();
  for (const { name, path, content } of entries) {
    const target = `${folder}/rootfs/${name}`;
    if (path !== undefined) files.set(target, { path: target, from: path });
    else if (content !== undefined) files.set(target, { path: target, content });
  }
  for (const { name, path, content } of entries) {
    const place = `${folder}/rootfs/${name}`;
    const isEmpty = path === undefined && content === undefined && ![...files.keys()].some((file) => file.startsWith(`${place}/`));
    // An archive and a repository leave empty folders out.
    if (isEmpty) files.set(`${place}/.keep`, { path: `${place}/.keep`, content: '' });
  }
  return [{ path: `${folder}/Dockerfile`, content: dockerfile }, ...[...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1))];
}

/** The files of a folder, at a place inside. */
export function folderEntries(folder: string, place: string): ImageEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: `${place}/${relative(folder, path).split(sep).join('/')}`, path }));
}

/** The same files give the same tag. */
export function tagOf(files: readonly ExportFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0`).update(contentOf(file));
  return hash.digest('hex').slice(0, 12);
}
