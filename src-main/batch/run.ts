/** `runBatch`: one batch from where it is to its end, told to tracking and to whoever watches. */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { explain } from '../contract/messages/index.ts';
import { assemble } from './assemble.ts';
import { headOf } from './header.ts';
import type { BatchParts } from './index.ts';
import { completeParts } from './parts.ts';
import { checkColumns } from './plan.ts';
import type { BatchRow, BatchStore } from './store.ts';
import { installProgram, score } from './work.ts';

/** Why work is broken off when the lab closes. */
export const closing = Symbol('closing');

export interface RunBatch {
  core: Core;
  parts: BatchParts;
  store: BatchStore;
  row: BatchRow;
  owner: string;
  partRows: number;
  abort: AbortController;
  changed(): void;
}

export async function runBatch(run: RunBatch): Promise<void> {
  const { core, parts, store, row, owner, abort, changed } = run;
  const { batchId } = row;
  const begun = performance.now();
  const workedMs = () => row.workedMs + Math.round(performance.now() - begun);
  const trackingRunId = await track(run);
  try {
    const { rejected, peakMb } = await work(run, trackingRunId, workedMs);
    const counted = count(row);
    await parts.tracking.logBatch(trackingRunId, {
      params: { rejected: rejected ?? '—' },
      metrics: Object.entries({ ...counted, seconds: workedMs() / 1000, rows_per_second: (1000 * counted.rows) / workedMs(), peak_mb: peakMb }).map(
        ([key, value]) => ({
          ...{ key, value, step: 0, timestamp: core.clock.now() },
        }),
      ),
    });
    await parts.tracking.endRun(trackingRunId, 'FINISHED');
    const done = { status: 'done', fraction: 1, workedMs: workedMs(), endedAt: core.clock.now(), good: counted.good, bad: counted.rejected } as const;
    await store.change(batchId, owner, done);
    rmSync(folderOf(core, batchId), { recursive: true, force: true });
  } catch (error) {
    const cancelled = abort.signal.aborted;
    // Nobody gave it up: it is there to be resumed.
    if (abort.signal.reason === closing) return;
    await parts.tracking.endRun(trackingRunId, cancelled ? 'KILLED' : 'FAILED');
    if (!cancelled) core.log.warn('batch failed', { batchId, error });
    const known = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: core.home.logs }, { cause: error });
    const failure = cancelled ? null : { code: known.code, data: known.data, message: explain(known.code, known.data, 'pt-BR').what };
    const { good, rejected } = count(row);
    const end = {
      status: cancelled ? 'cancelled' : 'failed',
      error: failure,
      endedAt: core.clock.now(),
      workedMs: workedMs(),
      good,
      bad: rejected,
    } as const;
    await store.change(batchId, owner, end);
  } finally {
    changed();
  }
}

async function work({ core, parts, store, row, owner, partRows, abort, changed }: RunBatch, trackingRunId: string, workedMs: () => number) {
  const { batchId, plan, output } = row;
  const folder = folderOf(core, batchId);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  mkdirSync(dirname(output), { recursive: true });
  /** Somebody cancelled it in another core, or took it over. */
  const change = async (what: Partial<BatchRow>) => {
    if (!(await store.change(batchId, owner, { ...what, workedMs: workedMs(), trackingRunId }))) abort.abort();
    changed();
  };
  const version = parts.registry.resolve(`${row.model}:${row.version}`);
  const engine = await parts.engines.pick(plan.engine);
  await engine.prepare();
  const table = await readable(parts, plan, folder, abort.signal);
  const head = headOf(table.path, table.format, row.input);
  if (head.columns) checkColumns(version, head.columns, row.input);
  let peakMb = 0;
  let noting: Promise<void> = Promise.resolve();
  await score({
    ...{ core, engine, batchId, folder, table, head, partRows, signal: abort.signal, language: parts.language() },
    model: parts.registry.folder(version),
    attempts: row.attempts,
    codeDir: installProgram(parts.applicationRoot, core.home.root),
    remember: (attempts) => change({ attempts: [...attempts] }),
    onPeak: (megabytes) => {
      peakMb = megabytes;
    },
    onProgress: (fraction, good, bad) => {
      noting = change({ fraction, good, bad });
    },
  });
  await noting;
  const complete = completeParts(row.attempts);
  const about = { tables: parts.tables, folder, output, format: table.format, outputFormat: plan.outputFormat, head, signal: abort.signal };
  return { peakMb, rejected: await assemble({ ...about, attempts: row.attempts, parts: complete }) };
}

const folderOf = ({ home }: Pick<Core, 'home'>, batchId: string) => join(home.root, 'batches', '.work', batchId);

/** What is read row by row is text: Parquet is written as JSONL once, whole or not at all. */
async function readable({ tables }: BatchParts, { path, inputFormat }: BatchRow['plan'], folder: string, signal: AbortSignal) {
  if (inputFormat !== 'parquet') return { path, format: inputFormat, bytes: statSync(path).size };
  const rows = join(folder, 'input.jsonl');
  if (!statSync(rows, { throwIfNoEntry: false })) await tables.convert({ path, format: inputFormat }, { path: rows, format: 'jsonl' }, { signal });
  return { path: rows, format: 'jsonl' as const, bytes: statSync(rows).size };
}

function count({ attempts }: Pick<BatchRow, 'attempts'>): { rows: number; good: number; rejected: number } {
  const parts = completeParts(attempts);
  const sum = (of: 'read' | 'good' | 'bad') => parts.reduce((all, part) => all + part[of], 0);
  return { rows: sum('read'), good: sum('good'), rejected: sum('bad') };
}

async function track({ parts: { tracking }, row }: RunBatch): Promise<string> {
  const about = { experiment: 'batch', name: `${row.model} v${row.version}`, tags: { 'bancada.batch': row.batchId } };
  const runId = row.trackingRunId ?? (await tracking.startRun(about));
  const { model, version, input, output, plan } = row;
  await tracking.logBatch(runId, { params: { model, version, input, output, engine: plan.engine } });
  return runId;
}
