/** `findInterpreter`: the Python of this computer that steps run on, with all that the engines must know of it. PYTHON_MISSING, PYTHON_TOO_OLD. */
import { BancadaError } from '../../contract/errors.ts';
import { runPython } from './run-python.ts';

export interface Interpreter {
  /** The program itself, behind shims, links and virtual environments. */
  readonly path: string;
  readonly version: string;
  /** `3.11` */
  readonly minor: string;
  /** Where its standard library lies. */
  readonly stdlib: string;
  readonly prefix: string;
  readonly platform: string;
  readonly hasPip: boolean;
  /** What a process can be shut in with: Landlock's version (0: none) and seccomp. */
  readonly confinement: { landlock: number; seccomp: boolean };
}

export const oldestMinor = 9;
const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.9', 'python3.14', 'python', 'py'];
const askMs = 10_000;

const question = `
import importlib.util, json, os, sys, sysconfig
print(json.dumps({
  "path": os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable),
  "version": ".".join(map(str, sys.version_info[:3])), "minor": ".".join(map(str, sys.version_info[:2])),
  "stdlib": sysconfig.get_path("stdlib"), "prefix": sys.base_prefix, "platform": sysconfig.get_platform(),
  "hasPip": importlib.util.find_spec("pip") is not None}))`;

/** `named`: a program to try first and alone. `confineProgram`: what tells of confinement. */
export async function findInterpreter(confineProgram: string, named = process.env.BANCADA_PYTHON): Promise<Interpreter> {
  const tried = named ? [named] : candidates;
  let old: { path: string; version: string } | null = null;
  for (const program of tried) {
    const { code, stdout } = await runPython(program, ['-I', '-c', question], { timeoutMs: askMs });
    if (code !== 0) continue;
    const about = JSON.parse(stdout) as Omit<Interpreter, 'confinement'>;
    const [major = 0, minor = 0] = about.version.split('.').map(Number);
    if (major === 3 && minor >= oldestMinor) return { ...about, confinement: await confinementOf(about.path, confineProgram) };
    old ??= about;
  }
  if (old) throw new BancadaError('PYTHON_TOO_OLD', { version: old.version, path: old.path, oldest: `3.${oldestMinor}` });
  throw new BancadaError('PYTHON_MISSING', { tried: tried.join(', '), oldest: `3.${oldestMinor}` });
}

async function confinementOf(python: string, program: string): Promise<Interpreter['confinement']> {
  const none = { landlock: 0, seccomp: false };
  if (process.platform !== 'linux') return none;
  const { code, stdout } = await runPython(python, ['-I', '-S', program], { timeoutMs: askMs });
  return code === 0 ? (JSON.parse(stdout) as Interpreter['confinement']) : none;
}

/** Shut in well enough to run code that nobody vouches for. */
export function canConfine({ confinement }: Interpreter): boolean {
  return confinement.landlock > 0 && confinement.seccomp;
}
