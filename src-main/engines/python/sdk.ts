/** `installPythonSdk`: `bancada` (src-runtime/python) in the home, compiled: a program that is shut in cannot keep what it compiles. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderDigest } from '../sdk.ts';
import type { Interpreter } from './interpreter.ts';
import { runPython } from './run-python.ts';

export async function installPythonSdk(
  source: string,
  root: string,
  python: Pick<Interpreter, 'path' | 'minor'>,
): Promise<{ folder: string; digest: string }> {
  const digest = sdkDigest(source);
  const folder = join(root, 'sdk', `${digest.slice(0, 16)}-${python.minor}`);
  if (existsSync(folder)) return { folder, digest };
  const building = `${folder}.${process.pid}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(join(root, 'sdk'), { recursive: true, mode: 0o755 });
  cpSync(join(source, 'bancada'), join(building, 'bancada'), { recursive: true, filter: (path) => !path.endsWith('__pycache__') });
  await runPython(python.path, ['-I', '-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', building]);
  try {
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // otherwise another core was faster
  }
  return { folder, digest };
}

/** Of the sources: what Python compiles beside them, where they lie, is no part of it. */
export function sdkDigest(source: string): string {
  return folderDigest(join(source, 'bancada'), (path) => path.endsWith('.py'));
}
