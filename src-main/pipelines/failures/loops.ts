/** `loopIn`: the first loop of a program that has no end in its head: where to look when it never ended. A hint, no proof. */
import { findLine, type Place } from './place.ts';

export function loopIn(codeDir: string, file: string): Place | null {
  return findLine(codeDir, file, (text) => /^[^/'"#]*(\bwhile\s*\(\s*(true|1)\s*\)|\bfor\s*\(\s*;\s*;|\bwhile\s+(True|1)\s*:)/.test(text));
}
