/** `createWorkspaces`: the learner's files of each challenge, made from the starter at first use. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { WorkspaceFile } from '../contract/workspaces.ts';
import { codeFiles } from '../pipelines/index.ts';
import { writeAtomically } from './atomic.ts';
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

  function own(challengeId: string): string {
    const starter = starterOf(challengeId);
    const folder = join(home.workspaces, challengeId);
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

  function described(challengeId: string, path: string, content: Buffer): WorkspaceFile {
    const { mtimeMs, size } = statSync(join(own(challengeId), path));
    const original = join(starterOf(challengeId), path);
    return { path, bytes: size, modified: Math.round(mtimeMs), changed: !existsSync(original) || !readFileSync(original).equals(content) };
  }

  function place(challengeId: string, path: string): string {
    return insideFolder(own(challengeId), path);
  }

  /** A new folder beside the workspace, named after the moment. */
  function keepFolder(challengeId: string): string {
    const stamp = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-');
    for (let turn = 0; ; turn += 1) {
      const folder = join(home.workspaces, `${challengeId}.${stamp}${turn === 0 ? '' : `-${turn}`}`);
      if (!existsSync(folder)) return folder;
    }
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
      writeAtomically(file, content);
      changed(challengeId);
      return described(challengeId, path, Buffer.from(content));
    },
    writeCode(challengeId, path, content) {
      this.write(challengeId, path, content);
    },
    remove(challengeId, path) {
      const file = place(challengeId, path);
      if (!existsSync(file)) throw new BancadaError('FILE_NOT_FOUND', { path });
      rmSync(file);
      changed(challengeId);
    },
    reset(challengeId, path) {
      const keptIn = keepFolder(challengeId);
      if (path === undefined) {
        renameSync(own(challengeId), keptIn);
        own(challengeId);
      } else {
        const file = place(challengeId, path);
        const original = join(starterOf(challengeId), path);
        mkdirSync(dirname(join(keptIn, path)), { recursive: true });
        if (existsSync(file)) renameSync(file, join(keptIn, path));
        if (existsSync(original)) writeAtomically(file, readFileSync(original));
      }
      changed(challengeId);
      return { keptIn };
    },
    sdkTypes: () => JSON.parse(readFileSync(sdkTypesFile, 'utf8')) as Record<string, string>,
  };
}
