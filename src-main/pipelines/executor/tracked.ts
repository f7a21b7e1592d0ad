/** What a step tells tracking: an instance of a matrix to a nested run of its own, any other step to the run of the whole. */
import { createHash } from 'node:crypto';
import { BancadaError } from '../../contract/errors.ts';
import type { StepStatus } from '../../contract/pipelines.ts';
import type { TrackingStatus } from '../../contract/tracking.ts';
import { pipelineRunTag } from '../../tracking/index.ts';
import type { AttemptRecord, Evidence, StoredOutput } from '../records.ts';
import { type ActiveStep, changeStep, type RunContext } from './context.ts';

/** The same for the same run and step, so that a core that takes a run up finds what the one before it had started. */
export function trackingId(runId: string, stepId = ''): string {
  return createHash('sha256').update(`${runId}/${stepId}`).digest('hex').slice(0, 32);
}

export const trackingEnds = { succeeded: 'FINISHED', failed: 'FAILED', cancelled: 'KILLED' } satisfies Partial<Record<StepStatus, TrackingStatus>>;

/** Of the image that programs of a language ran in: `reference@id`. */
export const imageTag = (language: string) => (language === '.py' ? 'bancada.image.python' : 'bancada.image');

export async function tellImages({ images, deps }: RunContext, runId: string): Promise<void> {
  if (Object.keys(images).length > 0) await deps.tracking.logBatch(runId, { tags: images });
}

const isNested = (step: ActiveStep) => Object.keys(step.plan.matrix).length > 0;

export async function trackingRunOf(context: RunContext, step: ActiveStep): Promise<string> {
  const parent = await context.trackingRun();
  if (!isNested(step)) return parent;
  if (step.record.trackingRunId !== null) return step.record.trackingRunId;
  const { deps, run } = context;
  const id = await deps.tracking.startRun({
    runId: trackingId(run.runId, step.plan.id),
    experiment: run.pipeline,
    name: step.plan.id,
    parentRunId: parent,
    tags: { [pipelineRunTag]: run.runId, 'bancada.step': step.plan.id },
  });
  const params = Object.fromEntries(
    Object.entries({ ...step.plan.params, ...step.edits?.params, ...step.plan.matrix }).map(([name, value]) => [name, String(value)]),
  );
  await deps.tracking.logBatch(id, { params });
  await changeStep(context, step, { trackingRunId: id });
  return id;
}

/** Sends a batch; answers with the names that tracking refused, the rest of the batch being in. */
export async function track(context: RunContext, step: ActiveStep, batch: Evidence): Promise<string[]> {
  const entries = batch.metrics.length + Object.keys(batch.params).length + Object.keys(batch.tags).length;
  if (entries === 0) return [];
  const id = await trackingRunOf(context, step);
  try {
    await context.deps.tracking.logBatch(id, batch);
    return [];
  } catch (error) {
    if (!(error instanceof BancadaError)) throw error;
    if (entries === 1) return [batch.metrics[0]?.key ?? Object.keys(batch.params)[0] ?? Object.keys(batch.tags)[0]!];
  }
  const refused: string[] = [];
  for (const part of singly(batch)) refused.push(...(await track(context, step, part)));
  return [...new Set(refused)];
}

/**
 * Takes back what a lost attempt told, for it is made again and may say something else; durable no later than what is written after the call.
 * In the run of the whole, a name that another step used too stays as it is: nobody knows whose the points are.
 */
export async function untrack(context: RunContext, step: ActiveStep, { startedAt: since }: AttemptRecord): Promise<void> {
  const { tracking } = context.deps;
  if (isNested(step)) {
    if (step.record.trackingRunId !== null) await tracking.dropMetrics(step.record.trackingRunId, { since });
    return;
  }
  const others = new Set([...context.steps.values()].flatMap((each) => (each === step || isNested(each) ? [] : Object.keys(each.record.metrics))));
  const keys = Object.keys(step.record.metrics).filter((key) => !others.has(key));
  if (context.run.trackingRunId !== null && keys.length > 0) await tracking.dropMetrics(context.run.trackingRunId, { keys, since });
}

function singly(batch: Evidence): Evidence[] {
  return [
    ...batch.metrics.map((metric) => ({ params: {}, tags: {}, metrics: [metric] })),
    ...Object.entries(batch.params).map(([key, value]) => ({ params: { [key]: value }, tags: {}, metrics: [] })),
    ...Object.entries(batch.tags).map(([key, value]) => ({ params: {}, tags: { [key]: value }, metrics: [] })),
  ];
}

export async function trackOutputs(context: RunContext, step: ActiveStep, outputs: readonly StoredOutput[]): Promise<void> {
  if (outputs.length === 0) return;
  const id = await trackingRunOf(context, step);
  await Promise.all(
    outputs.map(({ path, digest, kind, bytes }) => context.deps.tracking.attachArtifact(id, `${step.plan.stepId}/${path}`, { digest, kind, bytes })),
  );
}

/** Also of an instance whose run was begun by a core that died before it could say so: the id is the same. */
export async function endTracking(context: RunContext, step: ActiveStep, status: TrackingStatus): Promise<void> {
  const { tracking } = context.deps;
  const known = step.record.trackingRunId;
  if (known !== null) await tracking.endRun(known, status);
  if (known !== null || !isNested(step)) return;
  await tracking.endRun(trackingId(context.run.runId, step.plan.id), status).catch((error) => {
    if (!(error instanceof BancadaError) || error.code !== 'RUN_NOT_FOUND') throw error;
  });
}
