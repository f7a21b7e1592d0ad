/** `createWorkspaces`: the learner's files of each challenge, made from the starter at first use. */
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { VersionReason, WorkspaceFile } from '../contract/workspaces.ts';
import { codeFiles } from '../pipelines/index.ts';
import { sweepHalfWritten, writeAtomically } from './atomic.ts';
import { createHistory } from './history/history.ts';
import { createResets } from './history/resets.ts';
import { insideFolder } from './paths.ts';
import type { WorkspacesDomain } from './workspaces.ts';

export interface WorkspacesDeps {
  catalog: Pick<Catalog, 'challengeFolder' | 'challengeIds'>;
  /** JSON of the SDK's declaration files, by virtual path. */
  sdkTypesFile: string;
}

const maxBytes = 1_000_000;
const maxFiles = 2000;
const folders = { starter: 'inicio', reference: 'exemplo' } as const;

export function createWorkspaces(
  { home, changes, clock }: Pick<Core, 'home' | 'changes' | 'clock'>,
  { catalog, sdkTypesFile }: WorkspacesDeps,
): WorkspacesDomain {
  const starterOf = (challengeId: string) => join(catalog.challengeFolder(challengeId), folders.starter);
  const changed = (challengeId: string) => changes.publish({ topic: 'workspace', id: challengeId });

  const kept = join(home.root, 'history');
  const swept = new Set<string>();
  /** A core that was killed while it wrote has left half a file beside the one it meant. */
  function sweep(challengeId: string): void {
    if (swept.has(challengeId)) return;
    swept.add(challengeId);
    for (const root of [home.workspaces, kept]) if (existsSync(join(root, challengeId))) sweepHalfWritten(join(root, challengeId));
  }

  function own(challengeId: string): string {
    const starter = starterOf(challengeId);
    const folder = join(home.workspaces, challengeId);
    sweep(challengeId);
    if (existsSync(folder)) return folder;
    const building = `${folder}.${process.pid}.new`;
    rmSync(building, { recursive: true, force: true });
    cpSync(starter, building, { recursive: true });
    try {
      renameSync(building, folder);
    } catch (error) {
      rmSync(building, { recursive: true, force: true });
      if (!existsSync(folder)) throw error; // otherwise another core was faster
    }
    return folder;
  }

  function isStarter(challengeId: string, path: string, content: Buffer): boolean {
    const original = join(starterOf(challengeId), path);
    return existsSync(original) && readFileSync(original).equals(content);
  }

  function described(challengeId: string, path: string, content: Buffer): WorkspaceFile {
    const { mtimeMs, size } = statSync(join(own(challengeId), path));
    return { path, bytes: size, modified: Math.round(mtimeMs), changed: !isStarter(challengeId, path, content) };
  }

  function place(challengeId: string, path: string): string {
    return insideFolder(own(challengeId), path);
  }

  const history = createHistory(kept, clock);
  const resets = createResets(kept);
  /** What stands there is in the history before anything takes its place. Null where there is nothing. */
  function keep(challengeId: string, path: string): string | null {
    const file = place(challengeId, path);
    if (!existsSync(file)) return null;
    const content = readFileSync(file);
    return history.note(challengeId, path, content, isStarter(challengeId, path, content) ? 'start' : 'outside');
  }
  function put(challengeId: string, path: string, content: Buffer, reason: VersionReason): void {
    keep(challengeId, path);
    writeAtomically(place(challengeId, path), content);
    history.note(challengeId, path, content, reason);
  }
  /** FILE_NOT_FOUND. */
  function takeAway(challengeId: string, path: string): void {
    if (keep(challengeId, path) === null) throw new BancadaError('FILE_NOT_FOUND', { path });
    rmSync(place(challengeId, path));
  }

  return {
    challengeIds: () => catalog.challengeIds(),
    codeFolder: (challengeId, solution) =>
      solution === 'workspace' ? own(challengeId) : join(catalog.challengeFolder(challengeId), folders[solution]),
    files: (challengeId) => codeFiles(own(challengeId)).map(({ path, content }) => described(challengeId, path, content)),
    read(challengeId, path, solution) {
      const file = insideFolder(this.codeFolder(challengeId, solution), path);
      if (!existsSync(file)) throw new BancadaError('FILE_NOT_FOUND', { path });
      return { path, content: readFileSync(file, 'utf8') };
    },
    write(challengeId, path, content) {
      const file = place(challengeId, path);
      const isNew = !existsSync(file);
      if (Buffer.byteLength(content) > maxBytes || (isNew && codeFiles(own(challengeId)).length >= maxFiles)) {
        throw new BancadaError('WORKSPACE_TOO_LARGE', { path, files: maxFiles, megabytes: maxBytes / 1_000_000 });
      }
      const bytes = Buffer.from(content);
      put(challengeId, path, bytes, 'edit');
      changed(challengeId);
      return described(challengeId, path, bytes);
    },
    writeCode(challengeId, path, content) {
      this.write(challengeId, path, content);
    },
    remove(challengeId, path) {
      takeAway(challengeId, path);
      changed(challengeId);
    },
    rename(challengeId, from, to) {
      const [source, target] = [place(challengeId, from), place(challengeId, to)];
      if (!existsSync(source)) throw new BancadaError('FILE_NOT_FOUND', { path: from });
      if (existsSync(target)) throw new BancadaError('FILE_EXISTS', { path: to });
      const content = readFileSync(source);
      put(challengeId, to, content, 'rename');
      takeAway(challengeId, from);
      changed(challengeId);
      return described(challengeId, to, content);
    },
    reset(challengeId, path) {
      const starter = new Map(codeFiles(starterOf(challengeId)).map((file) => [file.path, file.content]));
      const there = codeFiles(own(challengeId)).map((file) => file.path);
      const paths = path === undefined ? [...new Set([...there, ...starter.keys()])] : [path];
      const resetId = randomUUID();
      const before = paths.map((name) => ({ path: name, version: keep(challengeId, name) }));
      resets.keep(challengeId, resetId, before);
      for (const { path: name, version } of before) {
        const original = starter.get(name);
        if (original) put(challengeId, name, original, 'reset');
        else if (version !== null) takeAway(challengeId, name);
      }
      changed(challengeId);
      return { resetId };
    },
    undoReset(challengeId, resetId) {
      for (const { path, version } of resets.files(challengeId, resetId)) {
        if (version !== null) put(challengeId, path, history.content(challengeId, path, version), 'restore');
        else if (existsSync(place(challengeId, path))) takeAway(challengeId, path);
      }
      changed(challengeId);
    },
    history(challengeId, path) {
      place(challengeId, path);
      return history.versions(challengeId, path);
    },
    version(challengeId, path, id) {
      place(challengeId, path);
      return { path, content: history.content(challengeId, path, id).toString('utf8') };
    },
    restore(challengeId, path, id) {
      place(challengeId, path);
      const content = history.content(challengeId, path, id);
      put(challengeId, path, content, 'restore');
      changed(challengeId);
      return described(challengeId, path, content);
    },
    gone(challengeId) {
      const folder = own(challengeId);
      return history.files(challengeId).filter(({ path }) => !existsSync(join(folder, path)));
    },
    sdkTypes: () => JSON.parse(readFileSync(sdkTypesFile, 'utf8')) as Record<string, string>,
  };
}
