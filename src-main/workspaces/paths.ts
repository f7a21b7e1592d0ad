/** `insideFolder`: a relative path as an absolute one that cannot leave its folder: no `..`, no NUL, no link on the way. FILE_OUTSIDE_WORKSPACE. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

const maxLength = 240;
/** Names that mean a device on Windows, and characters it does not take. */
const unportable = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[<>:"|?*\\]|\p{Cc}|[. ]$/iu;

export function insideFolder(root: string, path: string): string {
  const refuse = () => new BancadaError('FILE_OUTSIDE_WORKSPACE', { path: path.slice(0, maxLength).replaceAll('\0', '\\0') });
  const parts = path.split('/');
  const isPlain =
    path.length <= maxLength && parts.every((part) => part !== '' && !part.startsWith('.') && part !== 'node_modules' && !unportable.test(part));
  if (!isPlain) throw refuse();
  let current = root;
  for (const [index, part] of parts.entries()) {
    current = join(current, part);
    const found = lstatSync(current, { throwIfNoEntry: false });
    if (!found) break;
    const isLast = index === parts.length - 1;
    if (found.isSymbolicLink() || (isLast ? !found.isFile() : !found.isDirectory())) throw refuse();
  }
  return join(root, ...parts);
}
