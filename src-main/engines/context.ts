/** `launchContext`: what the program reads from LAB_CONTEXT (docs/PIPELINES.md), with paths as the program sees them. */
import { rmSync } from 'node:fs';
import { extname } from 'node:path';
import type { Launch, LaunchInput, ServiceLaunch, StepLaunch } from './engine.ts';

/** Where a launch's folders are from the program's side: `/lab/…` in a container, real paths in a process. */
export interface Places {
  codeDir: string;
  outDir: string;
  input(input: LaunchInput): string;
  item(input: LaunchInput, item: NonNullable<LaunchInput['items']>[number]): string;
  join(...parts: string[]): string;
}

/** Where a service listens, from the program's side, and the model folder it answers from. */
export interface Listening {
  host: string;
  port: number;
  model: string | null;
}

export function stepContext(launch: StepLaunch, places: Places): Record<string, unknown> {
  const outputs = launch.outputs.map(({ name, fileName, format }) => [name, { path: places.join(places.outDir, bare(fileName)), format }]);
  return { mode: 'step', ...common(launch, places), outputs: Object.fromEntries(outputs) };
}

export function serviceContext(launch: ServiceLaunch, places: Places, { host, port, model }: Listening): Record<string, unknown> {
  return { mode: 'service', ...common(launch, places), outputs: {}, service: { ...launch.service, host, port }, ...(model && { model }) };
}

/** What we put beside the output folder, where the program cannot write. */
export function besides(outDir: string): { context: string; inputs: string; policy: string } {
  return { context: `${outDir}.context.json`, inputs: `${outDir}.in`, policy: `${outDir}.policy.json` };
}

export function removeBesides({ outDir, inputs }: Pick<Launch, 'outDir' | 'inputs'>): void {
  const beside = besides(outDir);
  rmSync(beside.context, { force: true });
  rmSync(beside.policy, { force: true });
  if (inputs.length > 0) rmSync(beside.inputs, { recursive: true, force: true });
}

/** The name an instance's artifact gets inside its collection: the matrix key, with the ending that tells its format. */
export function itemName(item: NonNullable<LaunchInput['items']>[number]): string {
  return item.format === 'folder' ? item.key : item.key + extname(item.fileName);
}

/** `modelo/` in a pipeline names a folder; in a path the slash says nothing. */
export function bare(fileName: string): string {
  return fileName.replace(/\/+$/, '');
}

function common(launch: Launch, places: Places): Record<string, unknown> {
  const inputs = launch.inputs.map((input) => [
    input.name,
    {
      path: places.input(input),
      format: input.format,
      ...(input.items && {
        items: input.items.map((item) => ({ name: item.key, matrix: item.matrix, path: places.item(input, item), format: item.format })),
      }),
    },
  ]);
  return {
    run: launch.run,
    seed: launch.seed,
    params: launch.params,
    matrix: launch.matrix,
    inputs: Object.fromEntries(inputs),
    outDir: places.outDir,
    codeDir: places.codeDir,
    ...(launch.language && { lang: launch.language }),
  };
}
