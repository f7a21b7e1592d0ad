/** `compareFolders`: what became of each file: added, removed, changed, or moved (the same bytes under another name). */
import type { FolderChange, FolderDiff } from '../../contract/data-folders.ts';
import type { ListedFile } from './list.ts';

const shown = 500;

export function compareFolders(before: readonly ListedFile[], after: readonly ListedFile[]): FolderDiff {
  const was = new Map(before.map((file) => [file.path, file]));
  const is = new Map(after.map((file) => [file.path, file]));
  const gone = new Map<string, ListedFile[]>();
  for (const file of before) if (!is.has(file.path)) gone.set(file.digest, [...(gone.get(file.digest) ?? []), file]);
  const changes: FolderChange[] = [];
  for (const { path, bytes, digest } of after) {
    const old = was.get(path);
    if (old?.digest === digest) continue;
    const moved = old ? undefined : gone.get(digest)?.shift();
    if (old) changes.push({ kind: 'changed', path, from: null, before: old.bytes, after: bytes });
    else if (moved) changes.push({ kind: 'moved', path, from: moved.path, before: moved.bytes, after: bytes });
    else changes.push({ kind: 'added', path, from: null, before: null, after: bytes });
  }
  for (const { path, bytes } of [...gone.values()].flat()) changes.push({ kind: 'removed', path, from: null, before: bytes, after: null });
  const count = (kind: FolderChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed'), moved: count('moved') };
  const same = after.length - counts.added - counts.changed - counts.moved;
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { before: before.length, after: after.length, same, ...counts, changes: changes.slice(0, shown) };
}
