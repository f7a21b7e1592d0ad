/**
 * `commandFor`: the command line and environment of a program run as a local process.
 * Node's permission model shuts it into its own folders, without network, other programs, workers or add-ons (Python: see `python/command.ts`).
 * It is weaker than a container: CPU is not limited, and a signal to another process of the same person is not refused.
 */
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { besides, itemName, type Places } from '../context.ts';
import type { Launch, LaunchKind, Network } from '../engine.ts';
import { heapMegabytes } from '../heap.ts';
import { confinedPython, pythonEnv } from '../python/command.ts';
import type { Python } from '../python/index.ts';
import { isPython } from '../python/program.ts';
import type { Stripper } from '../typescript/stripper.ts';
import type { NodeBinary } from './node-binary.ts';
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
  const codeDir = realpathSync.native(launch.codeDir);
  const outDir = realpathSync.native(launch.outDir);
  const beside = besides(outDir);
  const places: Places = {
    codeDir,
    outDir,
    input: (input) => (input.items ? join(beside.collections, input.name) : realpathSync.native(input.path)),
    item: (_input, item) => realpathSync.native(item.path),
    join,
  };
  writeFileSync(beside.context, JSON.stringify(context(places)));
  const readable = [codeDir, outDir, beside.context, ...reads];
  for (const input of launch.inputs) {
    readable.push(places.input(input), ...(input.items ?? []).map((item) => places.item(input, item)));
    if (input.items) linkCollection(places.input(input), input.items);
  }
  const environment = {
    ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
    HOME: outDir,
    TMPDIR: outDir,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    LAB_CONTEXT: beside.context,
    ...env,
    [mark]: `${setup.homeId}/${kind}/${launch.id}`,
  };
  const { entry } = launch;
  if (isPython(entry)) {
    const options = { entry, codeDir, outDir, reads: readable, network, env, policyFile: beside.policy, allowUnconfined: setup.allowsUnconfined() };
    return { ...confinedPython(await setup.python.setup(codeDir), launch, options), env: { ...pythonEnv(launch), ...environment } };
  }
  const args = await nodeArguments(setup, launch, { codeDir, outDir, readable, network });
  return { path: setup.node.path, args, env: { ...setup.node.env, ...environment } };
}

interface Around {
  codeDir: string;
  outDir: string;
  readable: readonly string[];
  network: Network;
}

async function nodeArguments(setup: ProcessSetup, { entry, resources }: Launch, { codeDir, outDir, readable, network }: Around): Promise<string[]> {
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

/** Gives the artifacts of a matrix step the same look as in a container: one folder, an entry per instance. */
function linkCollection(folder: string, items: NonNullable<Launch['inputs'][number]['items']>): void {
  mkdirSync(folder, { recursive: true });
  for (const item of items) {
    const link = join(folder, itemName(item));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync.native(item.path), link, item.format === 'folder' ? 'junction' : 'file');
  }
}
