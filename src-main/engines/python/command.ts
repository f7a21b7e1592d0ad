/**
 * `confinedPython`: the command line and policy of a Python program run as a local process (src-runtime/python/bancada/_confine.py keeps it).
 * PYTHON_UNCONFINED where the operating system cannot shut it in and nobody has allowed that.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { Launch, Network } from '../engine.ts';
import type { PythonSetup } from './index.ts';
import { canConfine, type Interpreter } from './interpreter.ts';

export interface Confined {
  readonly path: string;
  readonly args: string[];
}

export interface ConfineOptions {
  entry: string;
  codeDir: string;
  outDir: string;
  /** Code, inputs, context. */
  reads: readonly string[];
  network: Network;
  env: Readonly<Record<string, string>>;
  policyFile: string;
  /** Run it though nothing shuts it in. */
  allowUnconfined: boolean;
}

/** What an interpreter and the libraries of packages read of a Linux system; nothing of it is a person's. */
const system = [
  ...['/usr/lib', '/usr/lib64', '/lib', '/lib64', '/usr/local/lib', '/nix/store', '/usr/share/zoneinfo', '/etc/localtime', '/etc/ld.so.cache'],
  ...['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/proc/cpuinfo', '/proc/meminfo', '/sys/devices/system/cpu'],
];
/** Finding names and trusting servers. */
const internet = [
  '/etc/ssl',
  '/etc/pki',
  '/etc/ca-certificates',
  '/etc/resolv.conf',
  '/run/systemd/resolve',
  '/etc/hosts',
  '/etc/nsswitch.conf',
  '/etc/gai.conf',
  '/etc/services',
];

export function confinedPython({ interpreter, sdk, site }: PythonSetup, { resources }: Pick<Launch, 'resources'>, options: ConfineOptions): Confined {
  const confined = requireConfined(interpreter, options.allowUnconfined);
  const { network } = options;
  const policy = {
    confined,
    // A little above the step's limit, which then tells the reason.
    fileBytes: resources.diskBytes + 2 ** 20,
    reads: [
      ...options.reads,
      sdk,
      ...(site ? [site] : []),
      interpreter.stdlib,
      join(interpreter.prefix, 'lib'),
      ...system,
      ...(network === 'none' ? [] : internet),
    ],
    writes: [options.outDir, '/dev/null'],
    network,
    ports: portsOf(options.env),
  };
  writeFileSync(options.policyFile, JSON.stringify(policy), { mode: 0o600 });
  return { path: interpreter.path, args: [...pythonFlags, runner(sdk), options.entry, options.codeDir, options.policyFile, ...(site ? [site] : [])] };
}

/** Whether it will be shut in. PYTHON_UNCONFINED where it cannot be, and nobody has allowed that. */
export function requireConfined(interpreter: Interpreter, allowUnconfined: boolean): boolean {
  const confined = canConfine(interpreter);
  if (!confined && !allowUnconfined) throw new BancadaError('PYTHON_UNCONFINED', { reason: lacking(interpreter) });
  return confined;
}

/** Nothing of the person's own Python: no variables, no packages of theirs, no start-up files. */
export const pythonFlags = ['-I', '-S', '-B', '-X', 'utf8'];

export function runner(sdk: string): string {
  return `${sdk}/bancada/_run.py`;
}

/** As much as a container would let it use, and the same numbers on both engines. */
export function pythonEnv({ resources }: Pick<Launch, 'resources'>): Record<string, string> {
  const threads = String(Math.max(1, Math.floor(resources.cpus)));
  const variables = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'NUMEXPR_NUM_THREADS', 'ARROW_NUM_THREADS', 'LOKY_MAX_CPU_COUNT'];
  return { USER: 'bancada', LOGNAME: 'bancada', GIT_PYTHON_REFRESH: 'quiet', ...Object.fromEntries(variables.map((name) => [name, threads])) };
}

/** The tracking server's own: the only one that a step with `network: tracking` may connect to. */
function portsOf(env: Readonly<Record<string, string>>): number[] {
  const port = Number(/:(\d+)/.exec(env.MLFLOW_TRACKING_URI ?? '')?.[1] ?? 0);
  return port > 0 ? [port] : [];
}

function lacking({ confinement }: Interpreter): string {
  if (process.platform !== 'linux') return process.platform;
  return confinement.landlock === 0 ? 'Landlock' : 'seccomp';
}
