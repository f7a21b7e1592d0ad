/**
 * `repositoryState`, `commitAll`, `commitIfAny`: a Git repository in each workspace, made at its first commit. A mark inside .git tells it from a repository of the person's own,
 * in which the lab commits nothing. Nothing leaves this computer.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openGit } from '../cicd/git.ts';
import { BancadaError } from '../contract/errors.ts';
import type { RepositoryState } from '../contract/workspaces.ts';
import { writeAtomically } from './atomic.ts';

const mark = join('.git', 'bancada-workspace');
const ignored = '__pycache__/\nnode_modules/\n*.log\n.env\n';
const shown = 20;

const kindOf = (folder: string) => (existsSync(join(folder, mark)) ? 'own' : existsSync(join(folder, '.git')) ? 'foreign' : 'none');

export async function repositoryState(folder: string): Promise<RepositoryState> {
  const kind = kindOf(folder);
  const git = openGit(folder);
  try {
    await git.version();
    if (kind === 'none') return { git: true, kind, changed: 0, commits: [] };
    return { git: true, kind, changed: (await git.changed()).length, commits: await git.log(shown) };
  } catch (error) {
    if (error instanceof BancadaError && error.code === 'CI_NO_GIT') return { git: false, kind, changed: 0, commits: [] };
    throw error;
  }
}

/** CI_NO_GIT, CI_NOTHING_TO_COMMIT, REPOSITORY_FOREIGN. */
export async function commitAll(folder: string, message: string): Promise<RepositoryState> {
  const kind = kindOf(folder);
  if (kind === 'foreign') throw new BancadaError('REPOSITORY_FOREIGN', { folder });
  const git = openGit(folder);
  if (kind === 'none') {
    await git.init();
    writeFileSync(join(folder, mark), '');
    if (!existsSync(join(folder, '.gitignore'))) writeAtomically(join(folder, '.gitignore'), ignored);
  }
  if ((await git.changed()).length === 0) throw new BancadaError('CI_NOTHING_TO_COMMIT', { project: folder });
  await git.commit(message);
  return repositoryState(folder);
}

/** As `commitAll`, where it is possible and something changed; else nothing. */
export async function commitIfAny(folder: string, message: string): Promise<void> {
  if (kindOf(folder) === 'foreign') return;
  try {
    await commitAll(folder, message);
  } catch (error) {
    if (!(error instanceof BancadaError)) throw error; // no Git, or nothing to commit
  }
}
