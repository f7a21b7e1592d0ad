/**
 * `createPython`: what Python programs need, the same for both engines: the interpreter found on this computer, `bancada`, and the packages of the
 * code folder's requirements.txt.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { applicationRoot } from '../../common/application-root.ts';
import type { Core } from '../../common/core.ts';
import { findInterpreter, type Interpreter } from './interpreter.ts';
import { createPackages, folderOf, type OnPackage } from './packages.ts';
import { createPip, type Pip } from './pip.ts';
import { readRequirements } from './requirements.ts';
import { installPythonSdk, sdkDigest } from './sdk.ts';

export interface PythonSetup {
  readonly interpreter: Interpreter;
  /** The folder that holds `bancada`. */
  readonly sdk: string;
  /** The folder of the packages that the code asks for, null when it asks for none. */
  readonly site: string | null;
}

export interface Python {
  /** PYTHON_MISSING, PYTHON_TOO_OLD. */
  interpreter(): Promise<Interpreter>;
  /** Downloads and installs what is not there yet. */
  setup(codeDir: string, onPackage?: OnPackage): Promise<PythonSetup>;
  /** Digest of all that `setup` gives; of packages that nobody resolved yet it tells only what was asked for. */
  fingerprint(codeDir: string): Promise<string>;
  close(): void;
}

export interface PythonOptions {
  /** Holds `bancada/`. */
  sdkSource?: string;
  /** What is made is kept there; several homes may share it. */
  root?: string;
}

export function createPython(
  { home }: Pick<Core, 'home'>,
  {
    sdkSource = join(applicationRoot(), 'src-runtime', 'python'),
    root = process.env.BANCADA_PYTHON_CACHE ?? join(home.root, 'python'),
  }: PythonOptions = {},
): Python {
  let found: Promise<Interpreter> | null = null;
  let sdk: Promise<string> | null = null;
  let pip: Pip | null = null;

  function interpreter(): Promise<Interpreter> {
    found ??= findInterpreter(join(sdkSource, 'bancada', '_confine.py')).catch((error) => {
      found = null; // somebody may install one
      throw error;
    });
    return found;
  }

  function packagesWith(python: Interpreter) {
    return createPackages(root, python, () => (pip ??= createPip(python, join(root, 'tools'))));
  }
  let packages: ReturnType<typeof packagesWith> | null = null;

  return {
    interpreter,
    async setup(codeDir, onPackage) {
      const requirements = readRequirements(codeDir);
      const python = await interpreter();
      sdk ??= installPythonSdk(sdkSource, root, python).then(({ folder }) => folder);
      packages ??= packagesWith(python);
      const site = requirements.length === 0 ? null : (await packages.obtain(requirements, onPackage)).folder;
      return { interpreter: python, sdk: await sdk, site };
    },
    async fingerprint(codeDir) {
      const requirements = readRequirements(codeDir);
      const python = await interpreter();
      packages ??= packagesWith(python);
      const files = requirements.length === 0 ? [] : packages.lock(requirements);
      const site = files ? folderOf(root, python, files).digest : `unresolved ${requirements.join('\n')}`;
      return createHash('sha256')
        .update(JSON.stringify([python.version, python.platform, sdkDigest(sdkSource), site]))
        .digest('hex');
    },
    close() {
      pip?.close();
    },
  };
}
