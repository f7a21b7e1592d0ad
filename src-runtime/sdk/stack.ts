/** `learnerFrame`: the place in the learner's own code that an error came through. */
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export function learnerFrame(error: Error, codeDir: string): { file?: string; line?: number } {
  for (const frame of error.stack?.split('\n') ?? []) {
    const found = /(file:\/\/\S+?|\/[^\s():]+):(\d+):\d+\)?$/.exec(frame);
    if (!found || frame.includes('/node_modules/') || frame.includes('node:')) continue;
    const path = found[1]!.startsWith('file:') ? fileURLToPath(found[1]!) : found[1]!;
    if (path.startsWith(OWN)) continue;
    const inside = relative(codeDir, path);
    return { file: inside.startsWith('..') || isAbsolute(inside) ? path : inside, line: Number(found[2]) };
  }
  return {};
}

/** Run from its TypeScript sources the SDK lies outside node_modules. */
const OWN = fileURLToPath(new URL('..', import.meta.url));
