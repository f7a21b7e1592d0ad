/** `conveyor`: the five jobs for a check: on the learner's code, on changes of it, and on the pull requests that the lab opens. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EngineKind } from '../../contract/base.ts';
import type { CiRun } from '../../contract/ci.ts';
import type { Solution } from '../../contract/workspaces.ts';
import { insideFolder } from '../paths.ts';
import { copyCode } from './code.ts';
import type { CheckLab, CiOptions } from './define.ts';
import type { CheckLabDeps } from './lab.ts';

interface Scope {
  challengeId: string;
  solution: Solution;
  engine: EngineKind;
  codeFolder(): string;
}

export function conveyor({ ci }: Pick<CheckLabDeps, 'ci'>, { challengeId, solution, engine, codeFolder }: Scope) {
  const done = new Map<string, Promise<CiRun>>();
  const underWay = new Set<string>();

  async function make({ pullRequest, edit = {}, jobs, branch, cache }: CiOptions): Promise<CiRun> {
    const code = copyCode(codeFolder());
    try {
      if (pullRequest !== undefined) await ci.applyPullRequest(challengeId, pullRequest, code);
      for (const [path, change] of Object.entries(edit)) {
        const file = insideFolder(code, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, change(existsSync(file) ? readFileSync(file, 'utf8') : ''));
      }
      const { id } = await ci.start({
        ...{
          project: challengeId,
          solution,
          engine: engine === 'process' ? 'process' : 'docker',
          cause: 'check',
          codeFolder: code,
          jobs,
          ...(cache !== undefined && { cache }),
        },
        branch: branch ?? (pullRequest === undefined ? 'main' : `pr/${pullRequest}`),
      });
      underWay.add(id);
      return await ci.finished(id).finally(() => underWay.delete(id));
    } finally {
      rmSync(code, { recursive: true, force: true });
    }
  }

  return {
    run(options: CiOptions = {}): Promise<CiRun> {
      const edits = Object.entries(options.edit ?? {}).map(([path, change]) => [path, String(change)]);
      const key = createHash('sha256')
        .update(JSON.stringify([{ ...options, edit: undefined }, edits]))
        .digest('hex');
      const known = done.get(key) ?? make(options);
      done.set(key, known);
      return known;
    },
    rollBack: ((run) => ci.rollBack(run)) satisfies CheckLab['rollBack'],
    /** What it deployed stays for the session. */
    close: async () => {
      if (done.size > 0) await ci.endRehearsals();
    },
    settle: () => Promise.allSettled([...underWay].map((id) => ci.cancel(id))),
  };
}
