/** Pipeline jobs: runs of the lab's pipelines in the words of Vertex AI Pipelines, task by task. */
import type { PipelineRun, RunStatus } from '../../../contract/pipelines.ts';
import { type Around, add, known, type Operation, operation } from '../operation.ts';
import { notFound, taken, validation } from '../refusal.ts';
import type { ResourceRow } from '../store.ts';
import { fullName, idOf, onResource, slug, time } from './names.ts';
import { createPipelineJob, named } from './shapes.ts';

const runStates: Record<RunStatus, string> = {
  pending: 'PIPELINE_STATE_PENDING',
  running: 'PIPELINE_STATE_RUNNING',
  succeeded: 'PIPELINE_STATE_SUCCEEDED',
  failed: 'PIPELINE_STATE_FAILED',
  cancelled: 'PIPELINE_STATE_CANCELLED',
};
const taskStates: Record<PipelineRun['steps'][number]['status'], string> = {
  ...{ pending: 'PENDING', waiting: 'PENDING', paused: 'PENDING', running: 'RUNNING', succeeded: 'SUCCEEDED', failed: 'FAILED' },
  ...{ cancelled: 'CANCELLED', skipped: 'SKIPPED', cached: 'SKIPPED' },
};

/** It stands among the jobs, and is told by what it was asked with. */
export const isPipelineJob = ({ body }: Pick<ResourceRow, 'body'>): boolean => body.pipelineSpec !== undefined || body.templateUri !== undefined;

export function pipelineJob(row: ResourceRow, around: Pick<Around, 'behind' | 'region' | 'project'>) {
  const run = row.link.kind === 'run' ? around.behind.run(row.link.id) : null;
  const { pipelineJobId: _, ...body } = row.body;
  return {
    ...body,
    name: fullName(around, 'pipelineJobs', row.name),
    state: runStates[run?.status ?? 'failed'],
    createTime: time(row.createdAt),
    updateTime: time(run?.endedAt ?? run?.startedAt ?? row.createdAt),
    ...(run && { startTime: time(run.startedAt), jobDetail: { taskDetails: run.steps.map(taskOf) } }),
    ...(run?.endedAt && { endTime: time(run.endedAt) }),
    ...(run?.error && { error: { code: 13, message: run.error.message } }),
  };
}

function taskOf({ id, status, startedAt, endedAt, error }: PipelineRun['steps'][number], index: number) {
  return {
    taskId: String(index + 1),
    taskName: id,
    state: taskStates[status],
    ...(startedAt !== null && { createTime: time(startedAt), startTime: time(startedAt) }),
    ...(endedAt !== null && { endTime: time(endedAt) }),
    ...(error !== null && { error: { code: 13, message: error.message } }),
  };
}

/** As images name pipelines here: `NAME:TAG`. */
function imageOf({ templateUri, pipelineSpec }: { templateUri?: string | undefined; pipelineSpec?: { pipelineInfo: { name: string } } | undefined }) {
  if (pipelineSpec) return `${pipelineSpec.pipelineInfo.name}:workspace`;
  const [, name, tag = 'workspace'] = /\/([\w-]+?)(?:\/(workspace|latest|reference|starter))?$/.exec(templateUri ?? '') ?? [];
  if (name === undefined) throw validation('Either pipelineSpec.pipelineInfo.name or templateUri (…/PIPELINE/TAG) says which pipeline.');
  return `${name}:${tag}`;
}

const job = (around: Around, of: string): ResourceRow => {
  const row = known(around, 'vertex', 'job', idOf(of), `PipelineJob ${idOf(of)}`);
  if (!isPipelineJob(row)) throw notFound('vertex', `PipelineJob ${idOf(of)}`);
  return row;
};

export const pipelineJobOperations: Record<string, Operation> = {
  'pipelineJobs.create': operation(
    'aiplatform.pipelineJobs.create',
    createPipelineJob,
    (body, around) => onResource(around, 'pipelineJobs', slug(body.pipelineJobId ?? body.displayName)),
    async (body, around) => {
      const image = imageOf(body);
      const name = slug(body.pipelineJobId || body.displayName || image.replace(':', '-'));
      const what = `PipelineJob ${name}`;
      // Before it costs a run.
      if (around.store.get('vertex', 'job', name)) throw taken('vertex', what);
      const params = Object.fromEntries(Object.entries(body.runtimeConfig.parameterValues).map(([key, value]) => [key, String(value)]));
      const id = await (around.startRun ?? around.behind.startRun)(image, params);
      return pipelineJob(await add(around, { provider: 'vertex', kind: 'job', name, body, link: { kind: 'run', id } }, what), around);
    },
  ),
  'pipelineJobs.get': operation(
    'aiplatform.pipelineJobs.get',
    named,
    (body, around) => onResource(around, 'pipelineJobs', idOf(body.name)),
    (body, around) => pipelineJob(job(around, body.name), around),
  ),
  'pipelineJobs.cancel': operation(
    'aiplatform.pipelineJobs.cancel',
    named,
    (body, around) => onResource(around, 'pipelineJobs', idOf(body.name)),
    async (body, around) => {
      const { link } = job(around, body.name);
      if (link.kind === 'run') await around.behind.stopRun(link.id);
      around.changed();
      return {};
    },
  ),
};
