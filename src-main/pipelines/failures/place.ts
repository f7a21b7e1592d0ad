/** `placeOf`, `lineAt`: where in the learner's own code something happened, told by what the program said or by its last words on stderr. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Place {
  file: string;
  line: number;
}

const longestQuote = 200;
const largestSource = 1024 * 1024;

/** Node prints the innermost call first, Python last. */
export function placeIn(stderr: readonly string[], codeDir: string): Place | null {
  for (const text of stderr) {
    for (const found of text.matchAll(/([\w./\-[\]]+\.[cm]?[jt]s):(\d+)/g)) {
      const file = ownFile(found[1]!, codeDir);
      if (file) return { file, line: Number(found[2]) };
    }
  }
  for (const text of stderr.toReversed()) {
    const found = /^\s*File "([^"]+)", line (\d+)/.exec(text);
    const file = found && ownFile(found[1]!, codeDir);
    if (found && file) return { file, line: Number(found[2]) };
  }
  return null;
}

/** A path as the program saw it (`/lab/code/passos/x.ts`), as the workspace names it. */
export function ownFile(path: string, codeDir: string): string | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let from = 0; from < parts.length; from += 1) {
    const candidate = parts.slice(from).join('/');
    if (statSync(join(codeDir, candidate), { throwIfNoEntry: false })?.isFile()) return candidate;
  }
  return null;
}

/** The learner's own line, to be quoted. */
export function lineAt(codeDir: string, { file, line }: Place): string | null {
  return linesOf(codeDir, file)[line - 1]?.trim().slice(0, longestQuote) || null;
}

/** The first line of a file that `wanted` finds. */
export function findLine(codeDir: string, file: string, wanted: (text: string) => boolean): Place | null {
  const index = linesOf(codeDir, file).findIndex(wanted);
  return index < 0 ? null : { file, line: index + 1 };
}

function linesOf(codeDir: string, file: string): string[] {
  const path = join(codeDir, file);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY;
  return size > largestSource ? [] : readFileSync(path, 'utf8').split('\n');
}
