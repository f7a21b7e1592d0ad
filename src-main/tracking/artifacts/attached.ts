/** `listArtifacts`, `readArtifact`: what is attached to a run, as one tree of folders; a path leads nowhere but into the attachments. */

import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { ArtifactEntry } from '../../contract/tracking.ts';
import type { ArtifactStore } from '../../storage/index.ts';

export interface Attachment {
  path: string;
  kind: 'file' | 'folder';
  digest: string;
  bytes: number;
}

interface Place {
  run: string;
  path: string;
  attached: readonly Attachment[];
  store: ArtifactStore;
}

/** What lies directly in the folder `path` ('' is the run's root); nothing for a file, as MLflow's clients expect. */
export function listArtifacts(place: Place): ArtifactEntry[] {
  const path = safe(place);
  const prefix = path === '' ? '' : `${path}/`;
  const entries = new Map<string, ArtifactEntry>();
  for (const attachment of place.attached) {
    if (!attachment.path.startsWith(prefix) || attachment.path === path) continue;
    const [first, ...rest] = attachment.path.slice(prefix.length).split('/');
    const isDir = rest.length > 0 || attachment.kind === 'folder';
    entries.set(first!, { path: prefix + first, isDir, bytes: isDir ? null : attachment.bytes });
  }
  const inside = locate(place, path);
  if (inside && lstatSync(inside).isDirectory()) {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      if (entries.has(entry.name)) continue;
      const bytes = entry.isFile() ? lstatSync(join(inside, entry.name)).size : null;
      entries.set(entry.name, { path: prefix + entry.name, isDir: entry.isDirectory(), bytes });
    }
  }
  if (entries.size === 0 && path !== '' && !inside) throw missing(place);
  return [...entries.values()].sort((a, b) => Number(b.isDir) - Number(a.isDir) || (a.path < b.path ? -1 : 1));
}

export interface ArtifactContent {
  path: string;
  bytes: number;
  encoding: 'utf8' | 'base64';
  content: string;
  truncated: boolean;
}

export function readArtifact(place: Place, limit: number): ArtifactContent {
  const path = safe(place);
  const file = locate(place, path);
  if (!file || !lstatSync(file).isFile()) throw missing(place);
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    const buffer = Buffer.alloc(Math.min(size, limit));
    const data = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, 0));
    const text = asText(data, size > limit);
    return {
      path,
      bytes: size,
      encoding: text === null ? 'base64' : 'utf8',
      content: text ?? data.toString('base64'),
      truncated: size > limit,
    };
  } finally {
    closeSync(fd);
  }
}

/** Where `path` lies in the store: an attachment itself, or something inside an attached folder. */
function locate({ attached, store }: Place, path: string): string | null {
  for (const { path: root, kind, digest } of attached) {
    if (root === path) return store.path(digest);
    if (kind !== 'folder' || !path.startsWith(`${root}/`)) continue;
    const folder = realpathSync(store.path(digest));
    const inside = join(folder, path.slice(root.length + 1));
    // The store holds no links; should one get there all the same, nothing is read through it.
    if (lstatSync(inside, { throwIfNoEntry: false }) && realpathSync(inside) === inside) return inside;
  }
  return null;
}

function safe(place: Place): string {
  const { path } = place;
  const parts = path.split('/');
  if (path === '') return path;
  if (path.includes('\0') || path.includes('\\') || parts.some((part) => part === '' || part === '.' || part === '..')) throw missing(place);
  return path;
}

function missing({ run, path }: Place): BancadaError {
  return new BancadaError('ARTIFACT_NOT_FOUND', { path, run });
}

/** A cut may fall inside a character: up to three bytes of it are left out. */
function asText(data: Buffer, cut: boolean): string | null {
  if (data.includes(0)) return null;
  for (let drop = 0; drop <= (cut ? 3 : 0); drop++) {
    const head = data.subarray(0, data.length - drop);
    if (isUtf8(head)) return head.toString('utf8');
  }
  return null;
}
