/**
 * `parsePipeline`: the text of pipeline.yaml as a checked specification. PIPELINE_SYNTAX, PIPELINE_INVALID, PIPELINE_CYCLE, PIPELINE_FILE_MISSING,
 * each with its place, and all that can be told at once (`faultsOf`).
 */
import type { Scalar } from '../../contract/base.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import { type FieldPath, openDocument, type SpecDocument } from './document.ts';
import { withExpectOutputs } from './expect-outputs.ts';
import { check, unknownField } from './expectation.ts';
import { collectFaults } from './faults.ts';
import { checkGraph } from './graph.ts';
import { coerce, misfit } from './params.ts';
import { checkPrograms } from './programs.ts';
import {
  datasetStep,
  deployStep,
  expectStep,
  featuresStep,
  materializeStep,
  programStep,
  type RawProgramStep,
  type RawResources,
  type RawStep,
  registerStep,
  type service,
  top,
} from './schema.ts';
import { references } from './template.ts';
import type { OutputSpec, PipelineSpec, ServiceSpec, Source, StepSpec } from './types.ts';
import { parseDuration, parseSize } from './units.ts';
import { type Condition, paramsOf, parseWhen, WhenError } from './when.ts';

export interface ParsedPipeline {
  spec: PipelineSpec;
  document: SpecDocument;
}

/** `exists`: whether the workspace has a file; without it, that is not asked. */
export function parsePipeline(text: string, file: string, exists?: (path: string) => boolean): ParsedPipeline {
  const document = openDocument(text, file);
  const faults = collectFaults();
  const whole = faults.attempt(() => check(top, document.value, document, []));
  const raw = whole ?? readable(document.value);
  const params = Object.entries(whole?.params ?? {}).flatMap(([name, about]) => faults.attempt(() => paramSpec(document, name, about)) ?? []);
  const names = new Set(Object.keys(raw.params));
  const broken = new Set<string>();
  const places: number[] = [];
  const good = raw.steps.flatMap((value, index) => {
    const step = faults.attempt(() => stepSpec(document, value, ['steps', index], names));
    if (step) places.push(index);
    else broken.add(String(value.id));
    return step ?? [];
  });
  const service = faults.attempt(() => (whole?.service ? serviceSpec(document, whole.service, names) : null)) ?? null;
  const spec: PipelineSpec = { name: whole?.name ?? '', params, steps: withExpectOutputs(good), service, tags: whole?.tags ?? [] };
  faults.attempt(() => checkGraph(spec, places, broken, document));
  if (exists) faults.attempt(() => checkPrograms(spec, places, document, exists));
  faults.settle();
  return { spec, document };
}

/** What can be looked at of a document that is wrong at its top. */
function readable(value: unknown): { params: Record<string, unknown>; steps: Record<string, unknown>[] } {
  const isMap = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null && !Array.isArray(one);
  const { params, steps } = isMap(value) ? value : {};
  return { params: isMap(params) ? params : {}, steps: Array.isArray(steps) && steps.every(isMap) ? steps : [] };
}

function paramSpec(document: SpecDocument, name: string, about: Omit<ParamSpec, 'name'>): ParamSpec {
  const value = coerce(about.type, about.default);
  if (value === null || typeof value !== typeof about.default) throw document.invalid(['params', name, 'default'], `@${about.type}`);
  const problem = misfit(about, value);
  if (problem) throw document.invalid(['params', name, 'default'], problem);
  return { name, ...about };
}

function stepSpec(document: SpecDocument, value: Record<string, unknown>, at: FieldPath, params: Set<string>): StepSpec {
  const raw = rawStep(document, value, at);
  const program: RawProgramStep | null = 'run' in raw ? raw : null;
  const parameters = program?.params ?? {};
  const faults = collectFaults();
  if (program?.runtime && program.runtime !== (program.run.endsWith('.py') ? 'python' : 'node'))
    faults.add(document.invalid([...at, 'runtime'], '@runtime'));
  if (program?.search && program.run.endsWith('.py')) faults.add(document.invalid([...at, 'run'], '@search-program'));
  if (program?.search && !isSearchOutputs(program.outputs)) faults.add(document.invalid([...at, 'outputs'], '@search-outputs'));
  const settings = 'with' in raw ? withoutUndefined(raw.with) : {};
  faults.attempt(() => checkTemplates(document, parameters, [...at, 'params'], params));
  faults.attempt(() => checkTemplates(document, settings, [...at, 'with'], params));
  const outputs = faults.attempt(() => outputSpecs(document, program?.outputs ?? [], [...at, 'outputs'])) ?? [];
  const when = faults.attempt(() => condition(document, raw.when, [...at, 'when'], params)) ?? null;
  faults.settle();
  return {
    id: raw.id,
    kind: 'uses' in raw ? raw.uses : 'run',
    run: program?.run ?? null,
    needs: raw.needs,
    inputs: Object.fromEntries(Object.entries(raw.inputs).map(([name, text]) => [name, sourceOf(text)])),
    outputs,
    contracts: 'contracts' in raw ? raw.contracts : {},
    params: parameters,
    matrix: program?.matrix ?? {},
    when,
    whenText: raw.when ?? null,
    retries: {
      max: raw.retries?.max ?? 0,
      delayMs: parseDuration(raw.retries?.delay ?? '1s')!,
      factor: raw.retries?.factor ?? 2,
    },
    timeoutMs: parseDuration(program?.timeout ?? '10m')!,
    // What a step told the tracking server itself is not kept beside its outputs: taken from the cache, it would be missing.
    cache: raw.cache === 'frozen' ? true : (raw.cache ?? program?.network !== 'tracking'),
    frozen: raw.cache === 'frozen',
    resources: resourceSpec(program?.resources ?? {}),
    network: program?.network ?? 'none',
    secrets: program?.secrets ?? [],
    search: program?.search ?? null,
    with: settings,
  };
}

const isSearchOutputs = (outputs: readonly string[]) =>
  outputs.length > 0 && outputs.every((output) => output === 'placar.json' || output === 'modelo/');

function rawStep(document: SpecDocument, value: Record<string, unknown>, at: FieldPath): RawStep {
  if ('uses' in value && 'run' in value) throw document.invalid([...at, 'uses'], '@run-or-uses', true);
  if (!('uses' in value)) {
    if (!('run' in value)) throw missingProgram(document, value, at);
    return check(programStep, value, document, at);
  }
  if (value.uses === 'register') return check(registerStep, value, document, at);
  if (value.uses === 'deploy') return check(deployStep, value, document, at);
  if (value.uses === 'dataset') return check(datasetStep, value, document, at);
  if (value.uses === 'expect') return check(expectStep, value, document, at);
  if (value.uses === 'features') return check(featuresStep, value, document, at);
  if (value.uses === 'materialize') return check(materializeStep, value, document, at);
  throw document.invalid([...at, 'uses'], '@one-of register, deploy, dataset, expect, features, materialize');
}

/** `rum: x.ts` is better explained by the mistyped name than by what is missing. */
function missingProgram(document: SpecDocument, value: Record<string, unknown>, at: FieldPath) {
  const known = [...Object.keys(programStep.shape), 'uses', 'with'];
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  return unknown ? document.invalid([...at, unknown], unknownField(unknown, known), true) : document.invalid([...at, 'run'], '@required');
}

function serviceSpec(document: SpecDocument, raw: ReturnType<typeof service.parse>, params: Set<string>): ServiceSpec {
  checkTemplates(document, raw.params, ['service', 'params'], params);
  return {
    name: raw.name,
    run: raw.run,
    inputs: Object.fromEntries(Object.entries(raw.inputs).map(([name, text]) => [name, sourceOf(text)])),
    params: raw.params,
    resources: resourceSpec(raw.resources),
  };
}

function sourceOf(text: string): Source {
  if (text.startsWith('dataset:')) return { kind: 'dataset', id: text.slice('dataset:'.length) };
  const [stepId = '', output = ''] = text.split('.');
  return { kind: 'step', stepId, output };
}

function outputSpecs(document: SpecDocument, files: readonly string[], at: FieldPath): OutputSpec[] {
  const outputs = files.map((file): OutputSpec => {
    const folder = file.endsWith('/');
    const fileName = folder ? file.slice(0, -1) : file;
    const ending = /\.(jsonl|json|csv)$/.exec(fileName)?.[1] as 'json' | undefined;
    return { name: fileName.split('.')[0]!, fileName, format: folder ? 'folder' : (ending ?? 'file') };
  });
  for (const [index, output] of outputs.entries()) {
    if (!/^[\w-]+$/.test(output.name) || output.fileName.includes('/')) throw document.invalid([...at, index], '@output');
    if (outputs.findIndex((other) => other.name === output.name) < index) throw document.invalid([...at, index], `@duplicate ${output.name}`);
  }
  return outputs;
}

function resourceSpec(raw: RawResources): StepSpec['resources'] {
  return {
    cpus: raw.cpus ?? 1,
    memoryBytes: parseSize(String(raw.memory ?? '1g'))!,
    diskBytes: parseSize(String(raw.disk ?? '1g'))!,
    logBytes: parseSize(String(raw.logs ?? '16m'))!,
  };
}

function condition(document: SpecDocument, text: string | undefined, at: FieldPath, params: Set<string>): Condition | null {
  if (text === undefined) return null;
  try {
    const parsed = parseWhen(text);
    const unknown = paramsOf(parsed).find((name) => !params.has(name));
    if (unknown !== undefined) throw document.invalid(at, `@unknown-param ${unknown}`);
    return parsed;
  } catch (error) {
    if (error instanceof WhenError) throw document.invalid(at, `@condition ${error.near}`);
    throw error;
  }
}

function checkTemplates(document: SpecDocument, values: Readonly<Record<string, Scalar>>, at: FieldPath, params: Set<string>): void {
  for (const [name, value] of Object.entries(values)) {
    const found = references(value);
    if (found.malformed) throw document.invalid([...at, name], '@template');
    const unknown = found.params.find((param) => !params.has(param));
    if (unknown !== undefined) throw document.invalid([...at, name], `@unknown-param ${unknown}`);
  }
}

function withoutUndefined(values: Record<string, Scalar | undefined>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Scalar] => entry[1] !== undefined));
}
