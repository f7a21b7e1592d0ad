/** The workspace as a Git repository: its state, commits, and the hook that runs the jobs at each of them. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CiRepository } from '../contract/ci.ts';
import { BancadaError } from '../contract/errors.ts';
import { nodeBinary } from '../engines/index.ts';
import { openGit } from './git.ts';
import type { Place } from './place.ts';
import { pullRequests } from './pull-requests.ts';
import { hasRepository } from './source.ts';

const mark = '# bancada-ci';
type Language = 'pt' | 'en';

export async function repository({ parts }: Place, project: string, language: Language): Promise<CiRepository> {
  const folder = parts.workspaces.codeFolder(project, 'workspace');
  const git = openGit(folder);
  const exists = hasRepository(folder);
  return {
    project,
    folder,
    head: exists ? await git.head() : null,
    changed: exists ? await git.changed() : [],
    hook: isOurs(hookFile(folder)),
    pullRequests: pullRequests(parts, project).map(({ id, title, body }) => ({
      id,
      title: title[language],
      body: body[language],
      branch: `pr/${id}`,
    })),
  };
}

export async function commit(place: Place, project: string, message: string, language: Language): Promise<CiRepository> {
  const folder = place.parts.workspaces.codeFolder(project, 'workspace');
  const git = openGit(folder);
  if (!hasRepository(folder)) await git.init();
  if ((await git.changed()).length === 0) throw new BancadaError('CI_NOTHING_TO_COMMIT', { project });
  await git.commit(message);
  return repository(place, project, language);
}

export async function setHook(place: Place, project: string, on: boolean, language: Language): Promise<CiRepository> {
  const { core, parts } = place;
  const folder = parts.workspaces.codeFolder(project, 'workspace');
  if (!hasRepository(folder)) throw new BancadaError('CI_NO_REPOSITORY', { project });
  const file = hookFile(folder);
  if (existsSync(file) && !isOurs(file)) throw new BancadaError('CI_NO_REPOSITORY', { project, detail: file });
  if (on) {
    mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
    mkdirSync(join(core.home.root, 'ci'), { recursive: true });
    const log = join(core.home.root, 'ci', 'hook.log');
    const command = [
      // The lab's own: an installed program stands on machines that have none.
      nodeBinary().path,
      join(parts.applicationRoot, 'scripts', 'bancada.mjs'),
      'ci',
      'run',
      project,
      '--ref',
      'HEAD',
      '--cause',
      'hook',
      '--home',
      core.home.root,
    ];
    writeFileSync(file, `#!/bin/sh\n${mark}\n${command.map(quoted).join(' ')} >> ${quoted(log)} 2>&1 &\n`);
    chmodSync(file, 0o755);
  } else rmSync(file, { force: true });
  return repository(place, project, language);
}

const hookFile = (folder: string) => join(folder, '.git', 'hooks', 'post-commit');
const isOurs = (file: string) => existsSync(file) && readFileSync(file, 'utf8').includes(mark);
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
