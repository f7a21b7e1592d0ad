/** `codeDifferences`: the files that a program reaches and that differ between two snapshots, with their lines. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyDifference } from '../../contract/reruns.ts';
import { reachedFiles } from '../cache/closure.ts';
import { type Side, short } from './differences.ts';
import { textDiff } from './text-diff.ts';

const maxFiles = 40;
const maxBytes = 200_000;

/** In place of the one difference that says that code differs, which stays where a snapshot is gone. */
export function codeDifferences(before: Side, after: Side, whole: KeyDifference): KeyDifference[] {
  const folders = [before.run.plan.codeDir, after.run.plan.codeDir] as const;
  const [was, is] = [before.step.run, after.step.run];
  if (was === null || is === null || !folders.every((folder) => existsSync(folder))) return [{ ...whole, name: is ?? '' }];
  const [a, b] = [reachedFiles(folders[0], was).files, reachedFiles(folders[1], is).files];
  const paths = [...new Set([...b.keys(), ...a.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
  if (paths.length === 0) return [{ ...whole, name: is }];
  return paths.slice(0, maxFiles).map((path) => {
    const texts = folders.map((folder) => textOf(join(folder, path)));
    const [old, now] = texts;
    const isText = old !== null && now !== null && old !== undefined && now !== undefined;
    const digests = { before: short(a.get(path) ?? null), after: short(b.get(path) ?? null) };
    return { part: 'code', name: path, ...digests, diff: isText ? textDiff(old, now) : null };
  });
}

/** Empty for what is not there, null for what is no text. */
function textOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return '';
  if (found.size > maxBytes) return null;
  const text = readFileSync(path, 'utf8');
  return text.includes('\0') ? null : text;
}
