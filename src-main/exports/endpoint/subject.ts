/** `endpointSubject`: what an endpoint serves, as a program of its own: image, command, limits. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { Endpoint } from '../../contract/serving.ts';
import { heapMegabytes, type ImageEntry, type LaunchInput, runtimeEntries } from '../../engines/index.ts';
import type { Registry } from '../../registry/index.ts';
import { modelResources, type ProgramServiceOf } from '../../serving/index.ts';
import type { ExportFile } from '../files.ts';
import type { Limits } from '../hardening.ts';
import { folderEntries, imageFiles, tagOf } from '../image.ts';
import { slug } from '../names.ts';

export interface EndpointSubject {
  name: string;
  /** As the learner calls it. */
  title: string;
  /** What answers: `atrasos-voos 3`, or the program's file. */
  serves: string;
  version: string;
  image: string;
  limits: Limits;
  example: Record<string, unknown>;
  files: ExportFile[];
}

export const port = 8080;
export const nodeBase = 'node:26-slim';
const nodePlace = '/usr/local/bin/node';

export interface EndpointParts {
  registry: Pick<Registry, 'resolve' | 'folder'>;
  programService: ProgramServiceOf;
  runtimeDir: string;
}

export async function endpointSubject(
  endpoint: Endpoint,
  { registry, programService, runtimeDir }: EndpointParts,
  repository: string,
): Promise<EndpointSubject> {
  const { name: title, source, inputExample } = endpoint;
  const name = slug(title);
  const service = { name: title, host: '0.0.0.0', port };
  const image = (version: string, limits: Limits, program: string, entries: ImageEntry[], context: object) => {
    const common = {
      mode: 'service',
      run: { id: name, pipeline: title, step: 'service', attempt: 1 },
      seed: 7,
      params: {},
      matrix: {},
      inputs: {},
      outputs: {},
    };
    const told = { ...common, outDir: '/lab/out', codeDir: '/lab/code', service: { ...service, version }, ...context };
    const files = imageFiles({
      folder: 'image',
      base: nodeBase,
      command: [nodePlace, `--max-old-space-size=${heapMegabytes(limits.memoryBytes)}`, program],
      entries: [...runtimeEntries(runtimeDir), { name: 'lab/context.json', content: `${JSON.stringify(told)}\n` }, ...entries],
      port,
    });
    return { name, title, version, image: `${repository}/${name}:${slug(`v${version}`)}-${tagOf(files)}`, limits, example: inputExample, files };
  };
  if (source.kind === 'model') {
    const folder = registry.folder(registry.resolve(`${source.name}:${source.version}`));
    const made = image(source.version, modelResources, '/opt/bancada/serve.js', folderEntries(folder, 'lab/model'), { model: '/lab/model' });
    return { ...made, serves: `${source.name} ${source.version}` };
  }
  const { file, codeDir, inputs, params, seed, resources } = await programService(source.pipeline, source.solution);
  if (file.endsWith('.py')) throw new BancadaError('EXPORT_PYTHON_SERVICE', { file });
  const given = Object.fromEntries(inputs.map((input) => [input.name, { path: `/lab/in/${placeOf(input)}`, format: input.format }]));
  const entries = [...folderEntries(codeDir, 'lab/code'), ...inputs.flatMap((input) => inputEntries(input.path, `lab/in/${placeOf(input)}`))];
  return { ...image('1', resources, `/lab/code/${file}`, entries, { inputs: given, params, seed }), serves: file };
}

const placeOf = ({ fileName }: LaunchInput) => basename(fileName.replace(/\/+$/, ''));

function inputEntries(path: string, name: string): ImageEntry[] {
  return statSync(path).isDirectory() ? folderEntries(path, name) : [{ name, path }];
}
