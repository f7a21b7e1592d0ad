/** Where a run's code comes from: a commit of the project's Git repository, or a folder as it is; and its files as text. */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeDigest, codeFiles } from '../pipelines/index.ts';
import type { Git } from './git.ts';
import { programFolder } from './tool.ts';

export interface ProjectFile {
  path: string;
  text: string;
}

/** Text files; what holds a NUL is none. */
export function projectFiles(folder: string): ProjectFile[] {
  return codeFiles(folder)
    .filter(({ path, content }) => !path.startsWith(`${programFolder}/`) && !content.subarray(0, 8000).includes(0))
    .map(({ path, content }) => ({ path, text: content.toString('utf8') }));
}

export interface Source {
  commit: string;
  branch: string;
  title: string;
}

/** The files as they are: a name for what has none in Git. */
export function copyFolder(from: string, to: string, branch = 'main'): Source {
  for (const { path, content } of codeFiles(from)) {
    mkdirSync(dirname(join(to, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(to, path), content, { mode: 0o644 });
  }
  return { commit: codeDigest(from).slice(0, 12), branch, title: '' };
}

/** The files of a commit, whatever is in the folder now. */
export async function checkOut(git: Git, ref: string, to: string): Promise<Source> {
  const found = await git.describe(ref);
  const tree = join(dirname(to), 'tree');
  await git.exportTree(found.commit, tree);
  mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const entry of readdirSync(tree)) if (!entry.startsWith('.')) cpSync(join(tree, entry), join(to, entry), { recursive: true });
  return found;
}

export const hasRepository = (folder: string) => existsSync(join(folder, '.git'));
