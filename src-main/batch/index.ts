/** Batch predictions: a table scored with a registered model, part by part, resumed where it was broken off. The work itself is loaded when there is some. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { snapshots } from '../common/snapshots.ts';
import type { Batch } from '../contract/batch.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Engines } from '../engines/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Tables } from '../tables/index.ts';
import type { Tracking } from '../tracking/tracking.ts';
import { type BatchRow, createBatchStore } from './store.ts';

export interface BatchParts {
  engines: Pick<Engines, 'pick'>;
  registry: Pick<Registry, 'resolve' | 'folder'>;
  datasets: Pick<Datasets, 'dataset'>;
  tables: Pick<Tables, 'convert'>;
  tracking: Tracking;
  applicationRoot: string;
  language: () => 'pt' | 'en';
  /** Rows that are on the disk together or not at all. */
  partRows?: number;
}

export interface StartBatch {
  target: string;
  input: string;
  output?: string | undefined;
  engine?: 'docker' | 'process' | undefined;
  restart?: boolean;
  /** Rows that are on the disk together or not at all; the usual number without it. */
  partRows?: number;
}

export interface Batches {
  /** Answers when the work has begun. */
  start(asked: StartBatch): Promise<{ batchId: string; resumed: boolean }>;
  get(batchId: string): Batch;
  list(model: string | null, limit: number): Batch[];
  watch(batchId: string, signal?: AbortSignal): AsyncGenerator<Batch, void>;
  cancel(batchId: string): Promise<void>;
  /** Resolves when the work on it in this core is over, however it ended. */
  ended(batchId: string): Promise<void>;
  close(): Promise<void>;
}

const topic = 'batches';
const usualPartRows = 20_000;

export function createBatches(core: Core, parts: BatchParts): Batches {
  const store = createBatchStore(core.storage);
  const owner = newOwner();
  const working = new Map<string, { abort: AbortController; ended: Promise<void> }>();

  function known(batchId: string): BatchRow {
    const row = store.row(batchId);
    if (!row) throw new BancadaError('BATCH_NOT_FOUND', { id: batchId.slice(0, 100) });
    return row;
  }

  function begin(row: BatchRow, partRows = parts.partRows ?? usualPartRows): void {
    const abort = new AbortController();
    const ended = import('./run.ts').then(({ runBatch }) =>
      runBatch({ core, parts, store, row, owner, partRows, abort, changed: () => changed(row.batchId) }),
    );
    const settled = ended.then(
      () => {},
      (error: unknown) => core.log.error('batch not recorded', { batchId: row.batchId, error }),
    );
    working.set(row.batchId, { abort, ended: settled });
    void settled.then(() => working.delete(row.batchId));
  }

  const changed = (id: string) => core.changes.publish({ topic, id });

  return {
    async start({ restart = false, engine: wanted, partRows, ...asked }) {
      const { planBatch } = await import('./plan.ts');
      const { version, path, inputFormat, outputFormat, digest, input, output } = await planBatch(core, parts, asked);
      const key = { model: version.name, version: version.version, input, output };
      const before = store.unfinished(key);
      if (before && !restart) {
        if (before.plan.digest !== digest) throw new BancadaError('BATCH_INPUT_CHANGED', { path: input });
        if (!(await store.claim(before.batchId, owner, isAlive))) throw new BancadaError('BATCH_RUNNING', { output });
        changed(before.batchId);
        begin({ ...known(before.batchId), plan: { ...before.plan, path } }, partRows);
        return { batchId: before.batchId, resumed: true };
      }
      if (before?.status === 'running' && isAlive(before.owner)) throw new BancadaError('BATCH_RUNNING', { output });
      const { existsSync } = await import('node:fs');
      if (existsSync(output)) throw new BancadaError('FILE_EXISTS', { path: output });
      const { kind } = await parts.engines.pick(wanted);
      if (before) await store.remove(before.batchId);
      const row: BatchRow = {
        ...key,
        batchId: `b${core.clock.now().toString(36)}${randomBytes(4).toString('hex')}`,
        status: 'running',
        plan: { engine: kind === 'process' ? 'process' : 'docker', path, inputFormat, outputFormat, digest },
        ...{ attempts: [], good: 0, bad: 0, fraction: 0, workedMs: 0, trackingRunId: null, error: null, owner },
        ...{ startedAt: core.clock.now(), endedAt: null },
      };
      await store.save(row);
      changed(row.batchId);
      begin(row, partRows);
      return { batchId: row.batchId, resumed: false };
    },
    get: (batchId) => toBatch(known(batchId)),
    list: (model, limit) => store.list(model, limit).map(toBatch),
    watch(batchId, signal) {
      known(batchId);
      const read = () => toBatch(known(batchId));
      return snapshots({
        changes: core.changes,
        topics: [topic],
        id: batchId,
        read,
        ended: ({ status }) => status !== 'running',
        ...(signal && { signal }),
      });
    },
    async cancel(batchId) {
      known(batchId);
      await store.cancel(batchId, core.clock.now());
      working.get(batchId)?.abort.abort();
      await working.get(batchId)?.ended;
      changed(batchId);
    },
    ended: async (batchId) => working.get(batchId)?.ended,
    async close() {
      const all = [...working.values()];
      if (all.length > 0) {
        const { closing } = await import('./run.ts');
        for (const { abort } of all) abort.abort(closing);
      }
      await Promise.all(all.map(({ ended }) => ended));
      leave(owner);
    },
  };
}

function toBatch({ plan, attempts, owner, ...row }: BatchRow): Batch {
  const status = row.status === 'running' && !isAlive(owner) ? 'interrupted' : row.status;
  const rejected = row.status === 'done' && row.bad > 0 ? `${row.output}.rejected.jsonl` : null;
  return { ...row, status, engine: plan.engine, attempts: attempts.length, rejected };
}
