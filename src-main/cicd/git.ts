/** `openGit`: the few things that are asked of Git, on one repository; with no hooks, no prompts and nobody else's settings. CI_NO_GIT where there is none. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import type { Source } from './source.ts';

export interface Git {
  version(): Promise<string>;
  init(): Promise<void>;
  head(): Promise<Source | null>;
  /** CI_REF_NOT_FOUND. */
  describe(ref: string): Promise<Source>;
  /** Paths that differ from the last commit, untracked ones too. */
  changed(): Promise<string[]>;
  /** The last commits, newest first; none in a repository that has none yet. */
  log(limit: number): Promise<{ commit: string; title: string; at: number }[]>;
  /** All that changed, as one commit. */
  commit(message: string): Promise<void>;
  /** Writes the files of a commit. */
  exportTree(commit: string, folder: string): Promise<void>;
  /** A branch with one more commit on `from`, made of the files of a folder. */
  branch(name: string, from: string, folder: string, message: string): Promise<void>;
}

const author = ['-c', 'user.name=Bancada', '-c', 'user.email=bancada@localhost', '-c', 'commit.gpgsign=false'];
const patienceMs = 30_000;

export function openGit(folder: string): Git {
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    new Promise<string>((resolve, reject) => {
      const all = ['-c', 'core.hooksPath=/dev/null', '-c', `safe.directory=${folder}`, '-c', 'core.autocrlf=false', ...args];
      const environment = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C', ...env };
      // A hook of Git's own tells its children which repository they are of.
      for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'GIT_PREFIX'])
        if (!(name in env)) delete environment[name as keyof typeof environment];
      execFile('git', ['-C', folder, ...all], { env: environment, timeout: patienceMs, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        if (!error) return resolve(stdout.trim());
        reject((error as NodeJS.ErrnoException).code === 'ENOENT' ? new BancadaError('CI_NO_GIT', {}) : new Error(stderr.trim() || error.message));
      });
    });

  async function describe(ref: string): Promise<Source> {
    const refused = new BancadaError('CI_REF_NOT_FOUND', { ref });
    if (ref.startsWith('-') || /[\s~^:?*[\\]/.test(ref)) throw refused;
    const commit = await run(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).catch((error: unknown) => {
      throw error instanceof BancadaError ? error : refused;
    });
    const title = await run(['log', '-1', '--format=%s', commit]);
    const branch = await run(['rev-parse', '--abbrev-ref', ref]);
    return { commit: commit.slice(0, 12), branch: branch === 'HEAD' ? '' : branch, title };
  }

  return {
    version: () => run(['--version']),
    async init() {
      await run(['init', '--quiet', '--initial-branch=main']);
    },
    async head() {
      const exists = await run(['rev-parse', '--verify', '--quiet', 'HEAD']).catch((error: unknown) => {
        if (error instanceof BancadaError) throw error;
        return null;
      });
      return exists === null ? null : describe('HEAD');
    },
    describe,
    changed: async () =>
      (await run(['status', '--porcelain', '--untracked-files=all']))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.trim().replace(/^\S+\s+/, '')),
    async log(limit) {
      if ((await this.head()) === null) return [];
      const lines = await run(['log', `-${limit}`, '--format=%h%x00%ct%x00%s']);
      return lines.split('\n').map((line) => {
        const [commit = '', seconds = '', title = ''] = line.split('\0');
        return { commit, title, at: Number(seconds) * 1000 };
      });
    },
    async commit(message) {
      await run(['add', '--all']);
      await run([...author, 'commit', '--quiet', '-m', message]);
    },
    async exportTree(commit, to) {
      mkdirSync(to, { recursive: true });
      const index = { GIT_INDEX_FILE: `${to}.index` };
      await run(['read-tree', commit], index);
      await run(['checkout-index', '--all', '--force', `--prefix=${join(to, '/')}`], index);
    },
    async branch(name, from, files, message) {
      const index = { GIT_INDEX_FILE: `${files}.index` };
      await run(['read-tree', '--empty'], index);
      await run([`--work-tree=${files}`, 'add', '--all', '--force', '.'], index);
      const tree = await run(['write-tree'], index);
      const commit = await run([...author, 'commit-tree', tree, '-p', from, '-m', message]);
      await run(['update-ref', `refs/heads/${name}`, commit]);
    },
  };
}
