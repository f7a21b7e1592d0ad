/** `checkArtifactPath`: a path of the tree means one thing to everyone, on every system, however often someone decodes it. ARTIFACT_PATH_INVALID. */
import { BancadaError } from '../../contract/errors.ts';

/** The path as given, decoded once by whoever received it; '' is the root. */
export function checkArtifactPath(path: string): string {
  if (path !== '' && !isSafe(path)) throw new BancadaError('ARTIFACT_PATH_INVALID', { path: path.slice(0, 200) });
  return path;
}

/** Of something that is in a folder: not the root itself. */
export function checkFilePath(path: string): string {
  if (path === '') throw new BancadaError('ARTIFACT_PATH_INVALID', { path });
  return checkArtifactPath(path);
}

/** Where an `mlflow-artifacts:` address lies in the tree; null for any other scheme. */
export function treePathOf(uri: string): string | null {
  const found = /^mlflow-artifacts:(?:\/\/[^/]*)?\/+(.*?)\/*$/.exec(uri);
  return found ? checkArtifactPath(found[1]!) : null;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function join(folder: string, name: string): string {
  return folder === '' || name === '' ? folder + name : `${folder}/${name}`;
}

// As long as file systems allow: a folder of the tree may have to become one on a disk.
const longestName = 255;
const longestPath = 4000;
/** Of a dot, a slash, a backslash or NUL: with one of them, a path has a twin that looks harmless. Others may belong to a name (`step%20`). */
const twin = /%(2e|2f|5c|00)/i;
const controls = /[\p{Cc}\u2028\u2029]/u;

function isSafe(path: string): boolean {
  if (path.length > longestPath || /[#?\\]/.test(path) || controls.test(path) || !path.isWellFormed()) return false;
  if (twin.test(path) || twin.test(unescaped(path))) return false;
  if (/^[a-z]:/i.test(path) || /(^|\/)[a-z]:(\/|$)/i.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= longestName);
}

/** Decoded until nothing changes: each round is shorter than the one before. */
function unescaped(path: string): string {
  const once = path.replace(/%25/g, '%');
  return once === path ? path : unescaped(once);
}
