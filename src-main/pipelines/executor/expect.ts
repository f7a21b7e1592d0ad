/**
 * `executeExpect`: the built-in `expect`, done by the process that reads tables. Rows that fail a critical expectation go to `quarentena`, the others
 * to `validos`, and what was found to `resultado.json`, which the run's page shows; also when the step fails by it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Failure } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { SuiteResult } from '../../contract/expectations.ts';
import type { StepStatus } from '../../contract/pipelines.ts';
import { tableFormatOf } from '../../tables/tables.ts';
import { failureOf, failureOfError } from '../failures/failure.ts';
import type { KeyRecord, KnownEntry, StoredOutput } from '../records.ts';
import { lookUpBuiltin } from './builtin.ts';
import { type ActiveStep, changeStep, LetGo, type RunContext, unhurried } from './context.ts';
import { brokenContract } from './contracts.ts';
import { outDirOf, type ResolvedInput, resolveInputs } from './launch.ts';
import { takeOutputs } from './outputs.ts';
import { toldText } from './suite-digest.ts';
import { endTracking, track, trackOutputs } from './tracked.ts';

type TakeCached = (context: RunContext, step: ActiveStep, entry: KnownEntry, known: KeyRecord) => Promise<StepStatus>;

const tellEveryMs = 500;

export async function executeExpect(context: RunContext, step: ActiveStep, takeCached: TakeCached): Promise<StepStatus> {
  const { clock, home, log } = context.deps.core;
  if (context.signal.aborted) return cancelled(context, step);
  const outDir = outDirOf(context, `${context.run.runId}.${step.position}.expect`);
  try {
    const [input] = resolveInputs(context, step.plan, step.edits);
    const { known, entry } = lookUpBuiltin(context, step);
    if (entry) return await takeCached(context, step, entry, known);
    await changeStep(context, step, { status: 'running', attempts: 1, startedAt: clock.now() }, (put) =>
      put.known(context.run.runId, step.plan.id, known),
    );
    await rm(dirname(outDir), { recursive: true, force: true });
    mkdirSync(outDir, { recursive: true });
    const result = await checked(context, step, input!, outDir);
    const outputs = await takeOutputs(context.deps.core, step.plan, outDir);
    return await conclude(context, step, { result, outputs, known });
  } catch (error) {
    if (error instanceof LetGo) throw error;
    if (context.cancelled) return cancelled(context, step);
    if (context.signal.aborted) throw new LetGo();
    const failure = failureOfError(error, step.plan.id, home.logs);
    if (failure.code === 'INTERNAL') log.error('expectations were not checked', { run: context.run.runId, step: step.plan.id, error });
    await changeStep(context, step, { status: 'failed', endedAt: clock.now(), error: failure });
    return 'failed';
  } finally {
    await rm(dirname(outDir), { recursive: true, force: true });
  }
}

async function checked(context: RunContext, step: ActiveStep, input: ResolvedInput, outDir: string): Promise<SuiteResult> {
  const { expectations, core } = context.deps;
  const { file, text } = toldText(context.run, step.plan);
  const format = tableFormatOf(input.fileName);
  if (format === null) throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: input.fileName });
  const place = (name: string) => join(outDir, step.plan.outputs.find((output) => output.name === name)!.fileName);
  let toldAt = 0;
  const result = await expectations.check({ path: input.path, format, name: input.fileName }, expectations.parse(text, file), {
    signal: context.signal,
    split: { valid: place('validos'), quarantine: place('quarentena'), format: tableFormatOf(place('validos')) ?? format },
    onProgress: ({ fraction, stage }) => {
      const now = core.clock.now();
      if (now - toldAt < tellEveryMs) return;
      toldAt = now;
      context.later(changeStep(context, step, { progress: { fraction, message: stage } }, undefined, unhurried));
    },
  });
  writeFileSync(place('resultado'), JSON.stringify(result));
  return result;
}

async function conclude(
  context: RunContext,
  step: ActiveStep,
  { result, outputs, known }: { result: SuiteResult; outputs: StoredOutput[]; known: KeyRecord },
): Promise<StepStatus> {
  const { run } = context;
  const now = context.deps.core.clock.now();
  const metrics = metricsOf(step.plan.id, result);
  step.evidence = { params: {}, tags: {}, metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, timestamp: now })) };
  await track(context, step, step.evidence);
  await trackOutputs(context, step, outputs);
  const failure = failureBy(step, result) ?? (await brokenContract(context, step, outputs));
  const status = failure ? 'failed' : 'succeeded';
  await changeStep(context, step, { status, endedAt: now, outputs, metrics, error: failure }, (put) => {
    if (known.key !== null && !failure)
      put.cache(known.key, { outputs, evidence: step.evidence, result: { kind: 'expect', suite: result.suite } }, run.runId, now);
  });
  await endTracking(context, step, failure ? 'FAILED' : 'FINISHED');
  return status;
}

/** Set apart, bad rows are no reason to stop; a table that is wrong as a whole is. */
function failureBy({ plan }: ActiveStep, { suite, results }: SuiteResult): Failure | null {
  const { policy } = plan.with;
  if (policy === 'warn') return null;
  const failed = results.filter(({ expectation, success, unexpected, problem }) => {
    const isSetApart = policy === 'quarantine' && unexpected > 0 && problem === null;
    return !success && expectation.severity === 'critical' && !isSetApart;
  });
  const [first] = failed;
  if (!first) return null;
  const { type, column, column_A, column_B, column_list } = first.expectation;
  const about = [column, column_A, column_B, ...(column_list ?? [])].filter((each) => each !== undefined).join(', ');
  return failureOf('EXPECTATIONS_FAILED', { step: plan.id, suite, failed: failed.length, first: `${type}(${about})` });
}

/** Under the step's name: a pipeline may have several. */
function metricsOf(step: string, { rows, quarantined, failed, results }: SuiteResult): Record<string, number> {
  return {
    [`${step}.linhas`]: rows,
    [`${step}.quarentena`]: quarantined,
    [`${step}.expectativas`]: results.length,
    [`${step}.falhas`]: failed.critical + failed.warning + failed.info,
    [`${step}.falhas_criticas`]: failed.critical,
  };
}

async function cancelled(context: RunContext, step: ActiveStep): Promise<StepStatus> {
  await changeStep(context, step, { status: 'cancelled', endedAt: context.deps.core.clock.now() });
  return 'cancelled';
}
