/** `findSuites`: the suites of expectations in the learner's folders: what a pipeline may name, and what is tried on versions before. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { FoundSuite } from '../../contract/expectation-procedures.ts';
import { explain } from '../../contract/messages/index.ts';
import { parseSuite } from '../suite.ts';

export interface Folders {
  challengeIds(): string[];
  files(challengeId: string): { path: string; bytes: number }[];
  read(challengeId: string, path: string, solution: 'workspace'): { content: string };
}

const largest = 256 * 1024;

/** `root`: where the folders are that somebody has worked in; to look into another would make it. */
export function findSuites(root: string, folders: Folders): FoundSuite[] {
  const begun = folders.challengeIds().filter((challengeId) => existsSync(join(root, challengeId)));
  return begun.flatMap((challengeId) =>
    folders
      .files(challengeId)
      .filter(({ path, bytes }) => /\.ya?ml$/.test(path) && bytes <= largest)
      .flatMap(({ path }) => suiteIn(challengeId, path, folders.read(challengeId, path, 'workspace').content) ?? []),
  );
}

/** Told by its first word, so that one with a mistake is found too. */
function suiteIn(challengeId: string, path: string, text: string): FoundSuite | null {
  if (!/^suite\s*:/m.test(text)) return null;
  const base = { challengeId, path, hasComments: /^\s*#|\s#\s/m.test(text) };
  try {
    const { suite, expectations } = parseSuite(text, path);
    return { ...base, name: suite, expectations, problem: null };
  } catch (error) {
    if (!(error instanceof BancadaError)) throw error;
    return {
      ...base,
      name: null,
      expectations: [],
      problem: { code: error.code, data: error.data, message: explain(error.code, error.data, 'pt-BR').what },
    };
  }
}
