/**
 * Files of a workspace: what they hold is digested, and a digest other than the last one is an occasion, also when it changed while nobody was there.
 * The file system says when to look; what was written many times in a moment is looked at once.
 */
import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import type { Source, SourceOf } from './source.ts';

export interface WorkspaceFiles {
  codeFolder(workspace: string, solution: 'workspace'): string;
  codeFiles(folder: string): { path: string; content: Buffer }[];
}

/** Editors write in several steps, and a build writes many files. */
export const settleMs = 1000;

export function filesSource({ workspace, path }: SourceOf<'files'>, files: WorkspaceFiles): Source {
  const prefix = path.replace(/\/+$/, '');
  const isWatched = (file: string) => prefix === '' || file === prefix || file.startsWith(`${prefix}/`);

  function digest(): string {
    const hash = createHash('sha256');
    for (const { path: file, content } of files.codeFiles(files.codeFolder(workspace, 'workspace'))) {
      if (isWatched(file)) hash.update(`${file}\0${content.length}\0`).update(content);
    }
    return hash.digest('hex').slice(0, 32);
  }
  return {
    scheduled: false,
    begin: () => ({ digest: digest(), turn: 0 }),
    look(cursor, now) {
      const before = cursor as { digest: string; turn: number };
      const found = digest();
      if (found === before.digest) return { occasions: [], cursor };
      const turn = before.turn + 1;
      return { occasions: [{ key: `files:${turn}`, at: now, subject: prefix === '' ? workspace : prefix }], cursor: { digest: found, turn } };
    },
  };
}

/** Calls `changed` once things are quiet again, until the returned function is called. */
export function watchFolder(folder: string, changed: () => void, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(folder, { recursive: true, persistent: false }, () => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(changed, settleMs).unref();
    });
    watcher.on('error', failed);
  } catch (error) {
    failed(error);
  }
  return () => {
    watcher?.close();
    if (timer) clearTimeout(timer);
  };
}
