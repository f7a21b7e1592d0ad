/**
 * `executeFeatures`: the built-ins `features` (a training set by point-in-time join) and `materialize` (what the online store holds). Both read files of the run,
 * so they give the same wherever they run; the lab's own store is told of them only where the run may act outside of itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { instantOf } from '../../../src-runtime/features/event.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { StepStatus } from '../../contract/pipelines.ts';
import { tableFormatOf } from '../../tables/tables.ts';
import { failureOf, failureOfError } from '../failures/failure.ts';
import type { BuiltinResult, KeyRecord, KnownEntry, StoredOutput } from '../records.ts';
import { lookUpBuiltin } from './builtin.ts';
import { type ActiveStep, changeStep, LetGo, type RunContext, unhurried } from './context.ts';
import { brokenContract } from './contracts.ts';
import { outDirOf, resolveInputs } from './launch.ts';
import { takeOutputs } from './outputs.ts';
import { toldText } from './suite-digest.ts';
import { endTracking, track, trackOutputs } from './tracked.ts';

type TakeCached = (context: RunContext, step: ActiveStep, entry: KnownEntry, known: KeyRecord) => Promise<StepStatus>;

interface Made {
  metrics: Record<string, number>;
  /** Once the outputs are kept: what the lab's own store is told. */
  publish(outputs: readonly StoredOutput[]): Promise<BuiltinResult>;
}

const tellEveryMs = 500;

export async function executeFeatures(context: RunContext, step: ActiveStep, takeCached: TakeCached): Promise<StepStatus> {
  const { clock, home, log } = context.deps.core;
  if (context.signal.aborted) return cancelled(context, step);
  const outDir = outDirOf(context, `${context.run.runId}.${step.position}.features`);
  try {
    const { known, entry } = lookUpBuiltin(context, step);
    if (entry) return await takeCached(context, step, entry, known);
    await changeStep(context, step, { status: 'running', attempts: 1, startedAt: clock.now() }, (put) =>
      put.known(context.run.runId, step.plan.id, known),
    );
    await rm(dirname(outDir), { recursive: true, force: true });
    mkdirSync(outDir, { recursive: true });
    const made = await (step.plan.kind === 'features' ? trainingSet(context, step, outDir) : snapshot(context, step, outDir));
    const outputs = await takeOutputs(context.deps.core, step.plan, outDir);
    return await conclude(context, step, { made, outputs, known });
  } catch (error) {
    if (error instanceof LetGo) throw error;
    if (context.cancelled) return cancelled(context, step);
    if (context.signal.aborted) throw new LetGo();
    const failure = failureOfError(error, step.plan.id, home.logs);
    if (failure.code === 'INTERNAL') log.error('features were not made', { run: context.run.runId, step: step.plan.id, error });
    await changeStep(context, step, { status: 'failed', endedAt: clock.now(), error: failure });
    return 'failed';
  } finally {
    await rm(dirname(outDir), { recursive: true, force: true });
  }
}

/** Every input is a file; the one called `linhas` says for whom and for when, the others are the sources of their names. */
function filesOf(context: RunContext, step: ActiveStep) {
  const files = resolveInputs(context, step.plan, step.edits).map(({ name, path, fileName, digest }) => {
    const format = tableFormatOf(fileName);
    if (format === null) throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: fileName });
    return { input: name, path, format, name: fileName, digest };
  });
  const told = toldText(context.run, step.plan);
  const definition = context.deps.features.parse(told.text, told.file);
  const given = Object.fromEntries(files.filter(({ input }) => input !== 'linhas').map(({ input, ...file }) => [input, file]));
  const sources = Object.fromEntries(Object.entries(given).map(([source, file]) => [source, [file]]));
  return { definition, ...told, given, sources, rows: files.find(({ input }) => input === 'linhas') };
}

async function trainingSet(context: RunContext, step: ActiveStep, outDir: string): Promise<Made> {
  const { features } = context.deps;
  const { definition, sources, rows } = filesOf(context, step);
  const { at, label } = step.plan.with;
  const place = (name: string) => ({ path: join(outDir, `${name}.jsonl`), format: 'jsonl' as const });
  const about = { definition, sources, rows: rows!, at: String(at), label: label === undefined ? null : String(label) };
  const result = await features.trainingSet({ ...about, to: place('conjunto'), naive: place('ingenuo') }, tableOptions(context, step));
  writeFileSync(join(outDir, 'resultado.json'), JSON.stringify(result));
  const changed = Math.max(0, ...result.features.map((feature) => feature.changed));
  return {
    metrics: { linhas: result.rows, eventos_tardios: result.late, linhas_que_o_ingenuo_muda: changed },
    async publish() {
      if (context.run.plan.effects) await features.noteHistory(result, context.run.runId);
      return { kind: 'features', store: definition.store };
    },
  };
}

async function snapshot(context: RunContext, step: ActiveStep, outDir: string): Promise<Made> {
  const { features, core } = context.deps;
  const { definition, sources, given, text, file } = filesOf(context, step);
  const until = step.plan.with.until === undefined ? null : momentOf(step.plan.with.until, step);
  const to = join(outDir, 'online.jsonl');
  const result = await features.snapshot({ definition, sources, until, to }, tableOptions(context, step));
  writeFileSync(join(outDir, 'resultado.json'), JSON.stringify(result));
  const { store } = definition;
  return {
    metrics: Object.fromEntries(result.views.map(({ view, keys }) => [`${view}.chaves`, keys])),
    async publish(outputs) {
      const { digest } = outputs.find(({ name }) => name === 'online')!;
      const { runId } = context.run;
      if (context.run.plan.effects)
        await features.publish({ text, file, runId, sources: given, snapshot: { path: core.artifacts.path(digest), digest }, result });
      return { kind: 'materialize', store, digest };
    },
  };
}

function momentOf(until: string | number | boolean, { plan }: ActiveStep): number {
  const moment = instantOf(until);
  if (moment === null) throw new BancadaError('BAD_REQUEST', { detail: `${plan.id}: until ${until}` });
  return moment;
}

function tableOptions(context: RunContext, step: ActiveStep) {
  let toldAt = 0;
  return {
    signal: context.signal,
    onProgress: ({ fraction, stage }: { fraction: number; stage: string }) => {
      const now = context.deps.core.clock.now();
      if (now - toldAt < tellEveryMs) return;
      toldAt = now;
      context.later(changeStep(context, step, { progress: { fraction, message: stage } }, undefined, unhurried));
    },
  };
}

async function conclude(
  context: RunContext,
  step: ActiveStep,
  { made, outputs, known }: { made: Made; outputs: StoredOutput[]; known: KeyRecord },
): Promise<StepStatus> {
  const failure = await brokenContract(context, step, outputs);
  const result = failure ? null : await made.publish(outputs);
  const now = context.deps.core.clock.now();
  const metrics = Object.fromEntries(Object.entries(made.metrics).map(([key, value]) => [`${step.plan.id}.${key}`, value]));
  step.evidence = { params: {}, tags: {}, metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, timestamp: now })) };
  await track(context, step, step.evidence);
  await trackOutputs(context, step, outputs);
  await changeStep(context, step, { status: failure ? 'failed' : 'succeeded', endedAt: now, outputs, metrics, error: failure }, (put) => {
    if (known.key !== null && result) put.cache(known.key, { outputs, evidence: step.evidence, result }, context.run.runId, now);
  });
  await endTracking(context, step, failure ? 'FAILED' : 'FINISHED');
  return failure ? 'failed' : 'succeeded';
}

async function cancelled(context: RunContext, step: ActiveStep): Promise<StepStatus> {
  const error = failureOf('STEP_CANCELLED', { step: step.plan.id });
  await changeStep(context, step, { status: 'cancelled', endedAt: context.deps.core.clock.now(), error });
  return 'cancelled';
}
