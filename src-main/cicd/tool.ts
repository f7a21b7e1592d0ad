/**
 * `runTool`: a program of ours (resources/ci) in the engine, with the learner's code beside it: their tests and our linters run under the same lock-down as
 * any of their steps, without network. It leaves one JSON file.
 */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LaunchInput, StepExit } from '../engines/index.ts';
import type { JobContext } from './job.ts';
import { JobFailed } from './job.ts';

const require = createRequire(import.meta.url);
const packageOf = (file: string) => dirname(require.resolve(file));

/** What the programs of ours read besides the code: pinned in package.json, the same for everybody. */
export const tools = {
  typescript: () => packageOf('monaco-editor/languages/features/typescript/lib/typescriptServices.js'),
  biome: () => packageOf('@biomejs/wasm-nodejs/package.json'),
  node: () => packageOf('@types/node/package.json'),
} as const;

export interface Tool {
  program: 'tests' | 'quality' | 'static';
  tools: readonly (keyof typeof tools)[];
  params: Record<string, string | number | boolean>;
  timeoutMs: number;
}

const mega = 2 ** 20;
/** Our programs stand in a folder of their own inside the copy of the code, where no one's import finds them by accident. */
export const programFolder = '_ci';

export function installPrograms(applicationRoot: string, code: string): void {
  cpSync(join(applicationRoot, 'resources', 'ci', 'programs'), join(code, programFolder), { recursive: true });
}

export async function runTool<T>(context: JobContext, { program, tools: wanted, params, timeoutMs }: Tool): Promise<T> {
  const { core, engine, run, code, folder, signal } = context;
  const outDir = join(folder, program, 'out');
  mkdirSync(outDir, { recursive: true, mode: 0o755 });
  const inputs: LaunchInput[] = wanted.map((name) => ({ name, path: tools[name](), fileName: `${name}/`, format: 'folder' }));
  const sdkTypes = { name: 'sdk', path: join(context.parts.runtimeDir, 'types.json'), fileName: 'types.json', format: 'json' } as const;
  const step = await engine.start({
    id: `ci-${run.id}-${program}`,
    labels: { 'bancada.home': core.homeId, 'bancada.kind': 'step', 'bancada.run': run.id, 'bancada.step': program },
    codeDir: code,
    entry: `${programFolder}/${program}.mjs`,
    inputs: [...inputs, sdkTypes],
    outDir,
    seed: 7,
    params,
    matrix: {},
    run: { id: run.id, pipeline: `${run.project}/ci`, step: program, attempt: 1 },
    resources: { cpus: 1, memoryBytes: 1024 * mega, diskBytes: 64 * mega, logBytes: 8 * mega },
    outputs: [{ name: 'resultado', fileName: 'resultado.json', format: 'json' }],
    network: 'none',
    timeoutMs,
  });
  const stop = () => void step.stop('cancelled');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let tail = '';
  try {
    for await (const { data } of step.output) {
      const text = data.toString('utf8');
      tail = (tail + text).slice(-4000);
      context.log(text);
    }
    const exit = await step.exit;
    signal.throwIfAborted();
    return read<T>(context, exit, join(outDir, 'resultado.json'), tail);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function read<T>(context: JobContext, exit: StepExit, path: string, tail: string): T {
  if (exit.reason === 'exited' && exit.code === 0) {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as T;
    } catch {
      // said below, with what it printed
    }
  }
  const why = exit.reason === 'exited' ? `exit ${exit.code ?? '—'}` : exit.reason;
  context.find({ level: 'error', code: 'tool-ended', data: { why }, text: tail.trim().split('\n').slice(-12).join('\n') });
  throw new JobFailed(why);
}
