/** `pipelineSubject`: a pipeline as tasks that any orchestrator can order: one for each instance of a step that runs a program, and the images they run in. */
import { BancadaError } from '../../contract/errors.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import type { Datasets } from '../../datasets/index.ts';
import {
  type Condition,
  instanceKey,
  type PlannedStep,
  paramsOf,
  planRun,
  readPipeline,
  references,
  resolveParams,
  type StepSpec,
} from '../../pipelines/index.ts';
import type { ExportFile } from '../files.ts';
import type { Limits } from '../hardening.ts';
import { slug, slugs } from '../names.ts';
import { pipelineImages, runtimeOf } from './images.ts';

export interface PipelineSubject {
  name: string;
  title: string;
  params: ParamSpec[];
  tasks: Task[];
  /** What Bancada does itself and nobody else can: registering, serving, publishing, expecting. */
  leftOut: { id: string; kind: string }[];
  secrets: string[];
  images: string[];
  files: ExportFile[];
}

export interface Task {
  /** As Bancada names the instance: `treino[algoritmo=mlp]`. */
  id: string;
  /** As platforms take it. */
  name: string;
  image: string;
  /** The launcher inside, in words; what is asked of it follows. */
  command: string[];
  limits: Limits;
  timeoutSeconds: number;
  retries: { max: number; delaySeconds: number; factor: number };
  /** Names of tasks. */
  needs: string[];
  inputs: TaskInput[];
  outputs: { name: string; isFolder: boolean; fileName: string }[];
  /** Of the pipeline's parameters, those that it, or its condition, reads. */
  params: ParamSpec[];
  when: Condition | null;
  secrets: string[];
}

interface TaskInput {
  /** `modelos`, or `modelos/algoritmo=mlp` for an entry of a collection. */
  key: string;
  /** As platforms take it. */
  name: string;
  from: string;
  output: string;
  isFolder: boolean;
  fileName: string;
}

export interface PipelineParts {
  folder: string;
  pipeline: string;
  datasets: Pick<Datasets, 'dataset'>;
  runtimeDir: string;
  /** `3.12`: of the interpreter here. */
  pythonMinor: string;
  repository: string;
}

export async function pipelineSubject(parts: PipelineParts): Promise<PipelineSubject> {
  const spec = readPipeline(parts.folder);
  const planned = planRun(spec, resolveParams(parts.pipeline, spec.params, {}));
  const programs = planned.filter(({ kind }) => kind === 'run');
  const byId = new Map(planned.map((step) => [step.id, step]));
  const stepOf = new Map(spec.steps.map((step) => [step.id, step]));
  for (const step of programs) refuseForeign(step, byId);
  const names = slugs(programs.map(({ id }) => id));
  const built = await pipelineImages(parts, spec, programs);
  const seed = spec.params.filter(({ name }) => name === 'seed');
  const tasks = programs.map((step): Task => {
    const made = stepOf.get(step.stepId)!;
    const read = paramsRead(made);
    const { image, command } = built.images[runtimeOf(step)]!;
    return {
      id: step.id,
      name: names.get(step.id)!,
      image,
      command,
      limits: step.resources,
      timeoutSeconds: Math.ceil(step.timeoutMs / 1000),
      retries: { max: step.retries.max, delaySeconds: Math.max(1, Math.round(step.retries.delayMs / 1000)), factor: step.retries.factor },
      needs: [...new Set(step.needs.flatMap((id) => needed(id, byId)))].map((id) => names.get(id)!),
      inputs: inputsOf(step, byId, names),
      outputs: step.outputs.map(({ name, format, fileName }) => ({ name, isFolder: format === 'folder', fileName: fileName.replace(/\/+$/, '') })),
      params: [...seed, ...spec.params.filter(({ name }) => name !== 'seed' && read.has(name))],
      when: made.when,
      secrets: step.secrets ?? [],
    };
  });
  return {
    name: slug(parts.pipeline),
    title: spec.name,
    params: spec.params,
    tasks,
    leftOut: spec.steps.flatMap(({ id, kind }) => (kind === 'run' ? [] : [{ id, kind }])),
    secrets: [...new Set(tasks.flatMap(({ secrets }) => secrets))],
    images: Object.values(built.images).map(({ image }) => image),
    files: built.files,
  };
}

/** What a built-in leaves is made by Bancada alone. */
function refuseForeign(step: PlannedStep, byId: ReadonlyMap<string, PlannedStep>): void {
  for (const { source, instances } of step.inputs)
    if (source.kind === 'step' && instances.some((id) => byId.get(id)?.kind !== 'run'))
      throw new BancadaError('EXPORT_STEP_UNSUPPORTED', { step: step.id, source: `${source.stepId}.${source.output}` });
}

/** Behind a step that is left out stands what it waited for. */
function needed(id: string, byId: ReadonlyMap<string, PlannedStep>): string[] {
  const step = byId.get(id)!;
  return step.kind === 'run' ? [id] : step.needs.flatMap((before) => needed(before, byId));
}

function inputsOf(step: PlannedStep, byId: ReadonlyMap<string, PlannedStep>, names: ReadonlyMap<string, string>): TaskInput[] {
  const found = step.inputs.flatMap(({ name, source, instances, isMatrix }) =>
    instances.map((id) => {
      const maker = byId.get(id)!;
      const output = maker.outputs.find((each) => source.kind === 'step' && each.name === source.output)!;
      const key = isMatrix ? `${name}/${instanceKey(maker.matrix)}` : name;
      return { key, from: names.get(id)!, output: output.name, isFolder: output.format === 'folder', fileName: output.fileName.replace(/\/+$/, '') };
    }),
  );
  const inputs = slugs(found.map(({ key }) => key));
  return found.map((input) => ({ ...input, name: inputs.get(input.key)!.replaceAll('-', '_') }));
}

function paramsRead(step: StepSpec): Set<string> {
  const written = Object.values(step.params).flatMap((value) => references(value).params);
  return new Set([...written, ...(step.when ? paramsOf(step.when) : [])]);
}
