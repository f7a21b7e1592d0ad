/** `createJobs`: long work on data: begun at once, watched, cancelled; what came of it is told for a while. */
import { randomBytes } from 'node:crypto';
import { createChanges } from '../../common/changes.ts';
import type { Core } from '../../common/core.ts';
import { snapshots } from '../../common/snapshots.ts';
import type { DataJob } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import { explain } from '../../contract/messages/index.ts';
import type { WorkOptions } from '../chunks/contents.ts';

export type JobResult = Partial<Pick<DataJob, 'version' | 'isNew' | 'path' | 'diff' | 'collected'>>;
export type Jobs = ReturnType<typeof createJobs>;

interface Job {
  state: DataJob;
  abort: AbortController;
  ended: Promise<void>;
}

const keptJobs = 100;
const topic = 'datasets';

export function createJobs({ log, home }: Pick<Core, 'log' | 'home'>) {
  /** Progress is for who watches the job, and no news of the lab. */
  const changes = createChanges();
  const jobs = new Map<string, Job>();

  function known(jobId: string): Job {
    const job = jobs.get(jobId);
    if (!job) throw new BancadaError('DATA_JOB_NOT_FOUND', { job: jobId.slice(0, 100) });
    return job;
  }

  function failureOf(error: unknown): NonNullable<DataJob['error']> {
    const known = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: home.logs }, { cause: error });
    if (known.code === 'INTERNAL') log.error('work on data failed', { error });
    return { code: known.code, data: known.data, message: explain(known.code, known.data, 'pt-BR').what };
  }

  function start(kind: DataJob['kind'], work: (options: Required<WorkOptions>) => Promise<JobResult>): { jobId: string } {
    const jobId = `d${randomBytes(8).toString('hex')}`;
    const abort = new AbortController();
    const nothing = { error: null, version: null, isNew: null, path: null, diff: null, collected: null };
    const job: Job = { abort, ended: Promise.resolve(), state: { jobId, kind, status: 'running', done: 0, total: 0, ...nothing } };
    const change = (what: Partial<DataJob>) => {
      job.state = { ...job.state, ...what };
      changes.publish({ topic, id: jobId });
    };
    jobs.set(jobId, job);
    const progress = (done: number, total: number) => change({ done, total });
    job.ended = work({ signal: abort.signal, progress }).then(
      (result) => change({ ...result, status: 'done' }),
      (error) => change(abort.signal.aborted ? { status: 'cancelled' } : { status: 'failed', error: failureOf(error) }),
    );
    const over = [...jobs].filter(([, { state }]) => state.status !== 'running');
    for (const [id] of over.slice(0, Math.max(0, jobs.size - keptJobs))) jobs.delete(id);
    return { jobId };
  }

  return {
    start,
    get: (jobId: string): DataJob => known(jobId).state,
    watch(jobId: string, signal?: AbortSignal): AsyncGenerator<DataJob, void> {
      known(jobId);
      const ended = ({ status }: DataJob) => status !== 'running';
      return snapshots({ changes, topics: [topic], id: jobId, read: () => known(jobId).state, ended, ...(signal && { signal }) });
    },
    /** Resolves once nothing of it goes on. */
    async cancel(jobId: string): Promise<void> {
      const job = known(jobId);
      job.abort.abort();
      await job.ended;
    },
    async close(): Promise<void> {
      const running = [...jobs.values()].filter(({ state }) => state.status === 'running');
      for (const { abort } of running) abort.abort();
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}
