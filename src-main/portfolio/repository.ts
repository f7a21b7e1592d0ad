/** `writeRepository`: the files as a commit of a Git repository, there when it is whole. An earlier export gets one more commit; what has changes that are not committed is left alone. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openGit } from '../cicd/git.ts';
import type { Language } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { RepositoryFile } from './build.ts';

/** Inside .git, where it tells a repository of ours from a person's without being shown. */
const mark = join('.git', 'bancada-portfolio');

export async function writeRepository(path: string, files: readonly RepositoryFile[], language: Language, now: number): Promise<string> {
  const earlier = existsSync(path);
  if (earlier && (!existsSync(join(path, mark)) || (await openGit(path).changed()).length > 0)) throw new BancadaError('FILE_EXISTS', { path });
  const unique = randomBytes(4).toString('hex');
  const building = `${path}.${unique}.new`;
  const old = `${path}.${unique}.old`;
  try {
    for (const { path: name, content } of files) {
      const target = join(building, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    const git = openGit(building);
    if (earlier) {
      renameSync(path, old);
      renameSync(join(old, '.git'), join(building, '.git'));
    } else await git.init();
    writeFileSync(join(building, mark), new Date(now).toISOString());
    if ((await git.changed()).length > 0) await git.commit(message(language, earlier));
    renameSync(building, path);
    return (await openGit(path).head())!.commit;
  } catch (error) {
    if (existsSync(old) && !existsSync(path)) {
      if (!existsSync(join(old, '.git')) && existsSync(join(building, '.git'))) renameSync(join(building, '.git'), join(old, '.git'));
      renameSync(old, path);
    }
    throw error;
  } finally {
    for (const left of [building, old]) rmSync(left, { recursive: true, force: true });
  }
}

function message(language: Language, again: boolean): string {
  if (language === 'en') return again ? 'Update: code, figures and documentation' : 'Solution, measured results and documentation';
  return again ? 'Atualiza código, números e documentação' : 'Solução, resultados medidos e documentação';
}
