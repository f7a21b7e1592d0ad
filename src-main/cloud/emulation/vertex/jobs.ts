/** Custom jobs and batch prediction jobs: runs of pipelines and batches of the lab, in Vertex AI's words. */
import type { RunStatus } from '../../../contract/pipelines.ts';
import { type Around, add, known, type Operation, operation, targetOf } from '../operation.ts';
import { notFound } from '../refusal.ts';
import type { ResourceRow } from '../store.ts';
import { fullName, idOf, onResource, slug, time } from './names.ts';
import { isPipelineJob } from './pipeline-jobs.ts';
import { createBatch, createCustomJob, named } from './shapes.ts';

const runStates: Record<RunStatus, string> = {
  pending: 'JOB_STATE_PENDING',
  running: 'JOB_STATE_RUNNING',
  succeeded: 'JOB_STATE_SUCCEEDED',
  failed: 'JOB_STATE_FAILED',
  cancelled: 'JOB_STATE_CANCELLED',
};
const batchStates = {
  running: 'JOB_STATE_RUNNING',
  interrupted: 'JOB_STATE_FAILED',
  done: 'JOB_STATE_SUCCEEDED',
  failed: 'JOB_STATE_FAILED',
  cancelled: 'JOB_STATE_CANCELLED',
};
type Place = Pick<Around, 'behind' | 'region' | 'project'>;

export function customJob(row: ResourceRow, around: Place) {
  const run = row.link.kind === 'run' ? around.behind.run(row.link.id) : null;
  return {
    ...row.body,
    name: fullName(around, 'customJobs', row.name),
    ...about(row, runStates[run?.status ?? 'failed'], run?.startedAt ?? null, run?.endedAt ?? null, run?.error?.message ?? null),
  };
}

export function batchJob(row: ResourceRow, around: Place) {
  const batch = row.link.kind === 'batch' ? around.behind.batch(row.link.id) : null;
  return {
    ...row.body,
    name: fullName(around, 'batchPredictionJobs', row.name),
    ...about(
      row,
      batch ? batchStates[batch.status] : 'JOB_STATE_FAILED',
      batch?.startedAt ?? null,
      batch?.endedAt ?? null,
      batch?.error?.message ?? null,
    ),
    ...(batch && { completionStats: { successfulCount: String(batch.good), failedCount: String(batch.bad) } }),
  };
}

function about(row: ResourceRow, state: string, startedAt: number | null, endedAt: number | null, failure: string | null) {
  return {
    state,
    createTime: time(row.createdAt),
    updateTime: time(endedAt ?? startedAt ?? row.createdAt),
    ...(startedAt !== null && { startTime: time(startedAt) }),
    ...(endedAt !== null && { endTime: time(endedAt) }),
    ...(failure !== null && { error: { code: 13, message: failure } }),
  };
}

function job(around: Around, of: string): ResourceRow {
  const row = known(around, 'vertex', 'job', idOf(of), `CustomJob ${idOf(of)}`);
  if (isPipelineJob(row)) throw notFound('vertex', `CustomJob ${idOf(of)}`);
  return row;
}
const batch = (around: Around, of: string) => known(around, 'vertex', 'batch', idOf(of), `BatchPredictionJob ${idOf(of)}`);

/** `--arvores 50` or `--arvores=50`. */
function paramsOf(args: readonly string[]): Record<string, string> {
  const words = args.flatMap((arg) =>
    arg.startsWith('--') && arg.includes('=') ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  );
  return Object.fromEntries(words.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), words[index + 1] ?? '']] : [])));
}

export const jobOperations: Record<string, Operation> = {
  'customJobs.create': operation(
    'aiplatform.customJobs.create',
    createCustomJob,
    (body, around) => onResource(around, 'customJobs', slug(body.displayName)),
    async (body, around) => {
      const [pool] = body.jobSpec.workerPoolSpecs;
      const { machineSpec, replicaCount, containerSpec } = pool!;
      around.quota(machineSpec.machineType, 'custom_model_training', replicaCount);
      const id = await (around.startRun ?? around.behind.startRun)(containerSpec.imageUri, paramsOf(containerSpec.args));
      const made = { provider: 'vertex', kind: 'job', name: slug(body.displayName), body, link: { kind: 'run', id } } as const;
      return customJob(await add(around, made, `CustomJob ${body.displayName}`), around);
    },
  ),
  'customJobs.get': operation(
    'aiplatform.customJobs.get',
    named,
    (body, around) => onResource(around, 'customJobs', idOf(body.name)),
    (body, around) => customJob(job(around, body.name), around),
  ),
  'customJobs.cancel': operation(
    'aiplatform.customJobs.cancel',
    named,
    (body, around) => onResource(around, 'customJobs', idOf(body.name)),
    async (body, around) => {
      const { link } = job(around, body.name);
      if (link.kind === 'run') await around.behind.stopRun(link.id);
      around.changed();
      return {};
    },
  ),
  'batchPredictionJobs.create': operation(
    'aiplatform.batchPredictionJobs.create',
    createBatch,
    (body, around) => onResource(around, 'batchPredictionJobs', slug(body.displayName)),
    async (body, around) => {
      const machine = body.dedicatedResources?.machineSpec.machineType;
      if (machine) around.quota(machine, 'batch_prediction', 1);
      const model = known(around, 'vertex', 'model', idOf(body.model), `Model ${idOf(body.model)}`);
      const output = `${body.outputConfig.gcsDestination.outputUriPrefix.replace(/\/+$/, '')}/${slug(body.displayName)}.csv`;
      const id = await around.behind.startBatch(targetOf(model), body.inputConfig.gcsSource.uris[0]!, output);
      const made = { provider: 'vertex', kind: 'batch', name: slug(body.displayName), body, link: { kind: 'batch', id } } as const;
      return batchJob(await add(around, made, `BatchPredictionJob ${body.displayName}`), around);
    },
  ),
  'batchPredictionJobs.get': operation(
    'aiplatform.batchPredictionJobs.get',
    named,
    (body, around) => onResource(around, 'batchPredictionJobs', idOf(body.name)),
    (body, around) => batchJob(batch(around, body.name), around),
  ),
  'batchPredictionJobs.cancel': operation(
    'aiplatform.batchPredictionJobs.cancel',
    named,
    (body, around) => onResource(around, 'batchPredictionJobs', idOf(body.name)),
    async (body, around) => {
      const { link } = batch(around, body.name);
      if (link.kind === 'batch') await around.behind.stopBatch(link.id);
      around.changed();
      return {};
    },
  ),
};
