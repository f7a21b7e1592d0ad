/**
 * `commandFor`: the command line and environment of a program run as a local process.
 * Node's permission model shuts it into its own folders, without network, other programs, workers or add-ons (Python: see `python/command.ts`).
 * It is weaker than a container: CPU is not limited, and a signal to another process of the same person is not refused.
 */
import { mkdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { besides, type Places } from '../context.ts';
import type { Launch, LaunchKind, Network, StepAhead } from '../engine.ts';
import { heapMegabytes } from '../heap.ts';
import { confinedPython, pythonEnv } from '../python/command.ts';
import type { Python } from '../python/index.ts';
import { isPython } from '../python/program.ts';
import type { Stripper } from '../typescript/stripper.ts';
import type { NodeBinary } from './node-binary.ts';
import { placesOf, provide, realFolders } from './places.ts';
import { mark } from './table.ts';

export interface ProcessSetup {
  readonly homeRoot: string;
  readonly homeId: string;
  readonly runtimeDir: string;
  readonly sdkDir: string;
  readonly node: NodeBinary;
  readonly stripper: Stripper;
  readonly python: Python;
  /** Whether the person allows Python programs that nothing shuts in. */
  allowsUnconfined(): boolean;
}

export interface Command {
  readonly path: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

export interface CommandOptions {
  kind: LaunchKind;
  network: Network;
  env?: Readonly<Record<string, string>>;
  /** Folders to read besides code, inputs and SDK. */
  reads?: readonly string[];
  context: (places: Places) => Record<string, unknown>;
}

export async function commandFor(
  setup: ProcessSetup,
  launch: Launch,
  { kind, network, env = {}, reads = [], context }: CommandOptions,
): Promise<Command> {
  const places = placesOf(launch);
  provide(launch, places, context);
  const { codeDir, outDir } = places;
  const beside = besides(outDir);
  const readable = [codeDir, outDir, beside.context, ...reads, ...places.given(launch.inputs)];
  const environment = environmentOf(setup, launch, kind, { outDir, env });
  const { entry } = launch;
  if (isPython(entry)) {
    const options = { entry, codeDir, outDir, reads: readable, network, env, policyFile: beside.policy, allowUnconfined: setup.allowsUnconfined() };
    return { ...confinedPython(await setup.python.setup(codeDir), launch, options), env: { ...pythonEnv(launch), ...environment } };
  }
  const args = await nodeArguments(setup, launch, { codeDir, outDir, readable, network });
  return { path: setup.node.path, args, env: { ...setup.node.env, ...environment } };
}

/** The same command of a step whose inputs are not there yet: it may read the folder where they will be linked. */
export async function commandAhead(setup: ProcessSetup, launch: StepAhead): Promise<Command> {
  const { codeDir, outDir } = realFolders(launch);
  const beside = besides(outDir);
  const known = launch.inputs.flatMap(({ path }) => (path === null ? [] : [realpathSync.native(path)]));
  const isLinked = known.length < launch.inputs.length;
  if (isLinked) mkdirSync(beside.inputs, { recursive: true });
  const readable = [codeDir, outDir, beside.context, ...known, ...(isLinked ? [beside.inputs] : [])];
  const args = await nodeArguments(setup, launch, { codeDir, outDir, readable, network: launch.network });
  return { path: setup.node.path, args, env: { ...setup.node.env, ...environmentOf(setup, launch, 'step', { outDir, env: launch.env ?? {} }) } };
}

/** What a step that was booted ahead is given once its inputs are there. */
export function provideStep(launch: Launch, context: CommandOptions['context']): void {
  provide(launch, placesOf(launch), context);
}

function environmentOf(
  setup: ProcessSetup,
  { id }: Pick<Launch, 'id'>,
  kind: LaunchKind,
  { outDir, env }: { outDir: string; env: Readonly<Record<string, string>> },
): Record<string, string> {
  return {
    ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
    HOME: outDir,
    TMPDIR: outDir,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    LAB_CONTEXT: besides(outDir).context,
    ...env,
    [mark]: `${setup.homeId}/${kind}/${id}`,
  };
}

interface Around {
  codeDir: string;
  outDir: string;
  readable: readonly string[];
  network: Network;
}

async function nodeArguments(
  setup: ProcessSetup,
  { entry, resources }: Pick<Launch, 'entry' | 'resources'>,
  { codeDir, outDir, readable, network }: Around,
): Promise<string[]> {
  // Code outside the home (a reference solution where it lies) does not find the SDK by walking up its folders.
  const sdk = codeDir.startsWith(setup.homeRoot + sep) ? null : pathToFileURL(join(setup.sdkDir, 'index.js')).href;
  const loaded = entry === null ? null : await setup.stripper.preload(codeDir, { codeDir, sdk });
  return [
    '--permission',
    // The permission model does not reach into this one: it opens any file.
    '--no-experimental-sqlite',
    ...(setup.node.hasFfi ? ['--no-experimental-ffi'] : []),
    ...[...readable, ...(loaded === null ? [] : [loaded]), setup.sdkDir].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${outDir}`,
    // Node calls the flag experimental on the program's stderr, where nobody asked.
    ...(network !== 'none' && setup.node.refusesNetwork ? ['--allow-net', '--disable-warning=ExperimentalWarning'] : []),
    `--max-old-space-size=${heapMegabytes(resources.memoryBytes)}`,
    ...(loaded === null ? [] : [`--require=${loaded}`]),
    entry === null ? join(setup.runtimeDir, 'serve.js') : join(codeDir, entry),
  ];
}
