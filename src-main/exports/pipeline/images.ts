/**
 * `pipelineImages`: one image for the steps in TypeScript or JavaScript, one for those in Python: our own files, the learner's code, the data sets that steps
 * read, the plan of every step, and a launcher (resources/exports) that gives a step what Bancada's engines give it.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { applicationRoot } from '../../common/application-root.ts';
import { heapMegabytes, type ImageEntry, placeEntries, pythonFlags, readRequirements, runtimeEntries } from '../../engines/index.ts';
import { codeFiles, instanceKey, type PipelineSpec, type PlannedStep } from '../../pipelines/index.ts';
import { nodeBase } from '../endpoint/subject.ts';
import type { ExportFile } from '../files.ts';
import { folderEntries, imageFiles, tagOf } from '../image.ts';
import { slug } from '../names.ts';
import type { PipelineParts } from './subject.ts';

export type Runtime = 'node' | 'python';

interface Image {
  image: string;
  command: string[];
}

export const runtimeOf = ({ run }: Pick<PlannedStep, 'run'>): Runtime => (run?.endsWith('.py') ? 'python' : 'node');

export async function pipelineImages(
  parts: PipelineParts,
  spec: PipelineSpec,
  programs: readonly PlannedStep[],
): Promise<{ images: Partial<Record<Runtime, Image>>; files: ExportFile[] }> {
  const { folder, pipeline, repository } = parts;
  const given = await dataEntries(parts, programs);
  const rest: ImageEntry[] = [
    ...codeFiles(folder).map(({ path }) => ({ name: `lab/code/${path}`, path: join(folder, path) })),
    ...given.entries,
    { name: 'lab/plan.json', content: `${JSON.stringify(planOf(spec, programs, given.places), null, 1)}\n` },
  ];
  const images: Partial<Record<Runtime, Image>> = {};
  const files: ExportFile[] = [];
  for (const runtime of new Set(programs.map(runtimeOf))) {
    const made = runtime === 'node' ? nodeImage(parts, rest) : pythonImage(parts, rest);
    files.push(...made.files);
    images[runtime] = { image: `${repository}/${slug(pipeline)}-${runtime}:${tagOf(made.files)}`, command: made.command };
  }
  return { images, files };
}

const launcher = (name: string): string => join(applicationRoot(), 'resources', 'exports', name);

function nodeImage({ runtimeDir }: PipelineParts, rest: ImageEntry[]) {
  const command = ['/usr/local/bin/node', '/opt/bancada/launch.mjs'];
  const entries = [...runtimeEntries(runtimeDir), { name: 'opt/bancada/launch.mjs', path: launcher('launch.mjs') }, ...rest];
  return { command, files: imageFiles({ folder: 'image-node', base: nodeBase, command, entries }) };
}

function pythonImage({ folder, pythonMinor }: PipelineParts, rest: ImageEntry[]) {
  const command = ['/usr/local/bin/python3', ...pythonFlags, '/opt/bancada/launch.py'];
  const sdk = folderEntries(join(applicationRoot(), 'src-runtime', 'python', 'bancada'), 'lab/python/sdk/bancada').filter(({ name }) =>
    name.endsWith('.py'),
  );
  const wanted = readRequirements(folder);
  const entries = [
    ...placeEntries(),
    ...sdk,
    { name: 'lab/python/requirements.txt', content: wanted.map((line) => `${line}\n`).join('') },
    { name: 'lab/python/site' },
    { name: 'opt/bancada/launch.py', path: launcher('launch.py') },
    ...rest,
  ];
  const install =
    wanted.length === 0
      ? []
      : ['RUN ["python3", "-m", "pip", "install", "--no-cache-dir", "--target", "/lab/python/site", "-r", "/lab/python/requirements.txt"]'];
  return { command, files: imageFiles({ folder: 'image-python', base: `python:${pythonMinor}-slim`, command, entries, install }) };
}

/** Data sets travel in the image: the same bytes, whoever runs it. */
async function dataEntries({ datasets }: PipelineParts, programs: readonly PlannedStep[]) {
  const ids = new Set(programs.flatMap(({ inputs }) => inputs.flatMap(({ source }) => (source.kind === 'dataset' ? [source.id] : []))));
  const entries: ImageEntry[] = [];
  const places = new Map<string, { path: string; format: string }>();
  for (const id of ids) {
    const { path, fileName, format } = await datasets.dataset(id);
    const place = `lab/data/${slug(id)}/${fileName}`;
    entries.push(...(statSync(path).isDirectory() ? folderEntries(path, place) : [{ name: place, path }]));
    places.set(id, { path: place.slice('lab/'.length), format });
  }
  return { entries, places };
}

/** All that the launcher must know of each instance; the values of parameters are put in when it starts. */
function planOf(
  { params, steps, name }: PipelineSpec,
  programs: readonly PlannedStep[],
  data: ReadonlyMap<string, { path: string; format: string }>,
) {
  const raw = new Map(steps.map((step) => [step.id, step]));
  const inputOf = ({ source, instances, isMatrix }: PlannedStep['inputs'][number]) => {
    if (source.kind === 'dataset') return data.get(source.id)!;
    const makers = programs.filter(({ id }) => instances.includes(id));
    const output = makers[0]!.outputs.find((each) => each.name === source.output)!;
    const fileName = output.fileName.replace(/\/+$/, '');
    if (!isMatrix) return { fileName, format: output.format };
    return {
      fileName,
      format: 'folder',
      itemFormat: output.format,
      items: makers.map((maker) => ({ key: instanceKey(maker.matrix), matrix: maker.matrix })),
    };
  };
  return {
    pipeline: name,
    params: Object.fromEntries(params.map((param) => [param.name, { type: param.type, default: param.default }])),
    steps: Object.fromEntries(
      programs.map((step) => [
        step.id,
        {
          run: step.run,
          heapMegabytes: heapMegabytes(step.resources.memoryBytes),
          threads: Math.max(1, Math.floor(step.resources.cpus)),
          matrix: step.matrix,
          params: raw.get(step.stepId)!.params,
          inputs: Object.fromEntries(step.inputs.map((input) => [input.name, inputOf(input)])),
          outputs: Object.fromEntries(
            step.outputs.map((output) => [output.name, { fileName: output.fileName.replace(/\/+$/, ''), format: output.format }]),
          ),
        },
      ]),
    ),
  };
}
