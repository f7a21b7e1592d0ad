/**
 * `findAsRead`: the file that a client means which decoded the names of a list once more. MLflow 2's own client does, and names its images
 * `k%step%25%timestamp%…`: it asks for `k%step%%timestamp%…`. A name as it is always comes first.
 */
import type { ArtifactTree } from '../../tracking/index.ts';

export function findAsRead(tree: ArtifactTree, path: string): ReturnType<ArtifactTree['find']> {
  const exact = tree.find(path);
  if (exact) return exact;
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash));
  const meant = (tree.list(folder) ?? []).filter(({ name, isDir }) => !isDir && name.includes('%') && asRead(name) === path.slice(slash + 1));
  return meant.length === 1 ? tree.find(folder === '' ? meant[0]!.name : `${folder}/${meant[0]!.name}`) : null;
}

/** Decoded until nothing changes; control characters are then written as escapes again. */
function asRead(name: string): string {
  let read = name;
  for (let round = 0; round < 10; round++) {
    const once = read.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString());
    if (once === read) break;
    read = once;
  }
  return read.replace(/\p{Cc}/gu, (sign) => (sign < '\u0080' ? `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}` : sign));
}
