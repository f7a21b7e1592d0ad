/**
 * `createHistory`: what the learner's files were before, kept as files beside the workspaces, so that no edit, reset or deletion loses anything.
 * Bounded per file by number and by bytes; the oldest go first.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { type FileVersion, type VersionReason, versionReason } from '../../contract/workspaces.ts';
import { writeAtomically } from '../atomic.ts';

const maxVersions = 50;
const maxBytes = 4_000_000;
/** Edits of one moment are one version: what was written last of them. */
const mergeMs = 30_000;

const index = z.object({
  path: z.string(),
  versions: z.array(z.object({ id: z.string(), at: z.number(), reason: versionReason, bytes: z.number(), digest: z.string() })),
});
type Index = z.infer<typeof index>;

export interface History {
  /** The file is this now, and why. Returns the version's id; nothing new is kept when it is what was kept last. */
  note(challengeId: string, path: string, content: Buffer, reason: VersionReason): string;
  /** Newest first. */
  versions(challengeId: string, path: string): FileVersion[];
  /** FILE_NOT_FOUND. */
  content(challengeId: string, path: string, id: string): Buffer;
  /** Every file that was ever kept, with the moment of its last version. */
  files(challengeId: string): { path: string; at: number }[];
}

export function createHistory(root: string, clock: Clock): History {
  const folderOf = (challengeId: string, path: string) => join(root, challengeId, digestOf(path).slice(0, 24));

  function read(folder: string, path: string): Index {
    try {
      return index.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));
    } catch {
      return { path, versions: [] }; // none yet, or one that a foreign hand has damaged: history begins anew
    }
  }
  const drop = (folder: string, id: string) => rmSync(join(folder, id), { force: true });

  return {
    note(challengeId, path, content, reason) {
      const folder = folderOf(challengeId, path);
      const known = read(folder, path);
      const last = known.versions.at(-1);
      const digest = digestOf(content);
      if (last?.digest === digest) return last.id;
      const at = clock.now();
      const version = { id: nextId(known.versions, at), at, reason, bytes: content.length, digest };
      const merged = last?.reason === 'edit' && reason === 'edit' && Math.abs(at - last.at) < mergeMs;
      // A version that grows keeps the moment at which it began: else a day of writing would be one version.
      const kept = merged ? [...known.versions.slice(0, -1), { ...version, at: last.at }] : [...known.versions, version];
      const bounded = bound(kept);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeAtomically(join(folder, version.id), content);
      writeAtomically(join(folder, 'index.json'), JSON.stringify({ path, versions: bounded }));
      const ids = new Set(bounded.map(({ id }) => id));
      for (const { id } of known.versions) if (!ids.has(id)) drop(folder, id);
      return version.id;
    },
    versions: (challengeId, path) =>
      read(folderOf(challengeId, path), path)
        .versions.map(({ id, at, reason, bytes }) => ({ id, at, reason, bytes }))
        .reverse(),
    content(challengeId, path, id) {
      const folder = folderOf(challengeId, path);
      const found = read(folder, path).versions.find((version) => version.id === id);
      if (!found || !existsSync(join(folder, found.id))) throw new BancadaError('FILE_NOT_FOUND', { path });
      return readFileSync(join(folder, found.id));
    },
    files(challengeId) {
      const folder = join(root, challengeId);
      if (!existsSync(folder)) return [];
      return readdirSync(folder).flatMap((name) => {
        const { path, versions } = read(join(folder, name), '');
        const last = versions.at(-1);
        return last ? [{ path, at: last.at }] : [];
      });
    },
  };
}

function digestOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Named by the moment; a clock that went back, or two versions of one millisecond, take the next free name. */
function nextId(versions: Index['versions'], at: number): string {
  const taken = new Set(versions.map(({ id }) => id));
  for (let turn = at; ; turn += 1) if (!taken.has(turn.toString(36))) return turn.toString(36);
}

function bound(versions: Index['versions']): Index['versions'] {
  let bytes = 0;
  const fits = (version: Index['versions'][number], age: number) => {
    bytes += version.bytes;
    return age === 0 || (age < maxVersions && bytes <= maxBytes);
  };
  return versions.toReversed().filter(fits).toReversed();
}
