/** A lab for the tests of challenges: a home of its own, the process engine unless Docker is asked for, and the learner's code put there by the test. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CheckSession } from '../../src-main/contract/index.ts';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { root } from '../support/cli.ts';
import { seeds } from './seed.ts';

const sabotagesFile = z.array(z.strictObject({ id: z.string(), file: z.string(), find: z.string(), replace: z.string(), caught_by: z.string() }));
export type Sabotage = z.infer<typeof sabotagesFile>[number];

const challenges = join(root, 'challenges');

export function challengeIds(): string[] {
  return readdirSync(challenges).sort();
}

export function sabotages(challengeId: string): Sabotage[] {
  return sabotagesFile.parse(parse(readFileSync(join(challenges, challengeId, 'sabotagens.yaml'), 'utf8')));
}

/** The text of a file of the reference, spoiled as a sabotage says; the place must exist, and only once. */
export function spoiled(challengeId: string, { id, file, find, replace }: Sabotage): string {
  const text = readFileSync(join(challenges, challengeId, 'exemplo', file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${challengeId}, ${id}: ${times} places in ${file} read like “find”`);
  return text.replace(find, () => replace);
}

export interface ChallengeLab {
  lab: Lab;
  /** Puts the reference into the workspace, with these files in place of its own. */
  writeReference(challengeId: string, changed?: Record<string, string>): void;
  check(
    challengeId: string,
    options?: { solution?: 'workspace' | 'starter' | 'reference'; engine?: 'docker' | 'process'; seed?: number; only?: string[] },
  ): Promise<CheckSession>;
  close(): Promise<void>;
}

export async function openChallengeLab(): Promise<ChallengeLab> {
  const home = mkdtempSync(join(tmpdir(), 'bancada-challenges-'));
  const lab = await openLab({ home });
  return {
    lab,
    writeReference(challengeId, changed = {}) {
      for (const { path } of lab.workspaces.files(challengeId)) lab.workspaces.remove(challengeId, path);
      const reference = join(challenges, challengeId, 'exemplo');
      for (const entry of readdirSync(reference, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name)
          .slice(reference.length + 1)
          .replaceAll('\\', '/');
        lab.workspaces.write(challengeId, path, changed[path] ?? readFileSync(join(reference, path), 'utf8'));
      }
    },
    async check(challengeId, { solution = 'workspace', engine = 'process', seed = seeds[0], only = [] } = {}) {
      const { sessionId } = await lab.checks.start({ challengeId, solution, engine, language: 'pt', seed, only });
      return lab.checks.finished(sessionId);
    },
    async close() {
      for (const { name, status } of lab.serving.list()) if (status !== 'stopped') await lab.serving.stop(name);
      await lab.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
