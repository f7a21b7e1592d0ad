/** `runJobs`: the five jobs in their order on one copy of the code; each step and finding is written down as it comes. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { CiJob, CiJobId } from '../contract/ci.ts';
import { BancadaError } from '../contract/errors.ts';
import { explain } from '../contract/messages/index.ts';
import type { Engine } from '../engines/index.ts';
import { type CiConfig, lineOf, runsOn } from './config.ts';
import type { CiParts } from './index.ts';
import { type JobContext, JobFailed } from './job.ts';
import { container, type Product } from './jobs/container.ts';
import { deploy } from './jobs/deploy.ts';
import { quality } from './jobs/quality.ts';
import { security } from './jobs/security.ts';
import { tests } from './jobs/tests.ts';
import type { CiRow } from './store.ts';

export interface RunJobs {
  core: Core;
  parts: CiParts;
  engine: Engine;
  row: CiRow;
  config: CiConfig;
  code: string;
  folder: string;
  abort: AbortController;
  rehearsal: boolean;
  cache: boolean;
  only: ReadonlySet<CiJobId> | null;
  save(): void;
}

const timedOut = Symbol('timed out');
export const logFile = (folder: string, job: CiJobId) => join(folder, `${job}.log`);

export async function runJobs(run: RunJobs): Promise<void> {
  const { row, config, abort, only, core } = run;
  let product: Product | null = null;
  const work: Record<CiJobId, (context: JobContext) => Promise<unknown>> = {
    tests,
    quality,
    security,
    container: async (context) => {
      product = await container(context);
    },
    deploy: (context) => deploy(context, needed(product)),
  };
  let failed = false;
  for (const job of row.jobs) {
    const wanted = (only === null || only.has(job.id)) && runsOn(job.id, config, row.branch);
    const ready = job.id !== 'deploy' || product !== null;
    if (failed || abort.signal.aborted || !wanted || !ready) job.status = 'skipped';
    else {
      await runJob(run, job, work[job.id]);
      failed = (job.status as CiJob['status']) !== 'passed';
    }
    run.save();
  }
  row.status = abort.signal.aborted ? 'cancelled' : failed ? 'failed' : 'passed';
  row.endedAt = core.clock.now();
}

function needed(product: Product | null): Product {
  if (product === null) throw new Error('nothing to deploy');
  return product;
}

async function runJob(run: RunJobs, job: CiJob, work: (context: JobContext) => Promise<unknown>): Promise<void> {
  const { core, row, config, code, abort } = run;
  const begun = performance.now();
  const limit = new AbortController();
  const timeoutMs = config[job.id]!.timeout;
  const timer = setTimeout(() => limit.abort(timedOut), timeoutMs);
  const signal = AbortSignal.any([abort.signal, limit.signal]);
  Object.assign(job, { status: 'running', startedAt: core.clock.now() });
  run.save();
  const context = contextOf(run, job, signal);
  try {
    await work(context);
    job.status = errorsOf(row, job.id) > 0 ? 'failed' : 'passed';
  } catch (error) {
    job.status = abort.signal.aborted ? 'cancelled' : 'failed';
    if (limit.signal.aborted && !abort.signal.aborted)
      context.find({
        level: 'error',
        file: 'ci.yaml',
        line: lineOf(code, [job.id, 'timeout']),
        code: 'timeout',
        data: { seconds: timeoutMs / 1000 },
      });
    else if (!(error instanceof JobFailed) && !abort.signal.aborted) tell(context, error);
  } finally {
    clearTimeout(timer);
    job.ms = Math.round(performance.now() - begun);
    for (const step of job.steps) if (step.status === 'running') Object.assign(step, { status: job.status === 'cancelled' ? 'cancelled' : 'failed' });
  }
}

/** What nobody expected: said as an error of ours is. */
function tell(context: JobContext, error: unknown): void {
  const known = error instanceof BancadaError ? error : null;
  if (!known) context.core.log.error('ci job failed', { run: context.run.id, job: context.job, error });
  const text = known ? explain(known.code, known.data, 'pt-BR').what : error instanceof Error ? error.message : String(error);
  context.find({ level: 'error', code: 'job-broken', data: { reason: known?.code ?? 'INTERNAL' }, text });
}

const errorsOf = ({ annotations }: CiRow, job: CiJobId) => annotations.filter((one) => one.job === job && one.level === 'error').length;

function contextOf(run: RunJobs, job: CiJob, signal: AbortSignal): JobContext {
  const { core, parts, engine, row, config, code, folder, rehearsal, cache, save } = run;
  mkdirSync(folder, { recursive: true });
  const current = () => job.steps.at(-1);
  return {
    ...{ core, parts, engine, run: row, job: job.id, config, code, folder, signal, rehearsal, cache },
    async step(id, work) {
      signal.throwIfAborted();
      const step = { id, status: 'running' as CiJob['status'], ms: null as number | null, note: null as string | null };
      job.steps.push(step);
      save();
      const begun = performance.now();
      try {
        const result = await work();
        step.status = 'passed';
        return result;
      } catch (error) {
        step.status = signal.aborted && run.abort.signal.aborted ? 'cancelled' : 'failed';
        throw error;
      } finally {
        step.ms = Math.round(performance.now() - begun);
        save();
      }
    },
    find({ file = null, line = null, text, ...finding }) {
      row.annotations.push({ ...finding, job: job.id, step: current()?.id ?? '', file, line, text: text ?? null });
      save();
    },
    log: (text) => appendFileSync(logFile(folder, job.id), text),
    note(text) {
      const step = current();
      if (step) step.note = text;
    },
    measure(name, value) {
      job.measures[name] = value;
    },
    product(name, value) {
      row.products[name] = value;
    },
  };
}
