/** Rows of batches. */
import type { Failure } from '../contract/base.ts';
import type { Batch } from '../contract/batch.ts';
import type { Storage } from '../storage/index.ts';
import type { Attempt } from './parts.ts';
import type { BatchPlan } from './plan.ts';

export interface BatchRow {
  batchId: string;
  model: string;
  version: string;
  input: string;
  output: string;
  status: Exclude<Batch['status'], 'interrupted'>;
  plan: BatchPlan;
  attempts: Attempt[];
  good: number;
  bad: number;
  fraction: number;
  workedMs: number;
  trackingRunId: string | null;
  error: Failure | null;
  owner: string;
  startedAt: number;
  endedAt: number | null;
}

type Encoded = Omit<BatchRow, 'plan' | 'attempts' | 'error'> & { plan: string; attempts: string; error: string | null };

const columns = `batch_id AS batchId, model, version, input, output, status, plan, attempts, good, bad, fraction, worked_ms AS workedMs,
  tracking_run_id AS trackingRunId, error, owner, started_at AS startedAt, ended_at AS endedAt`;

export type BatchStore = ReturnType<typeof createBatchStore>;

export function createBatchStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM batches WHERE batch_id = ?`);
  const newest = db.prepare<[string | null, string | null, number], Encoded>(
    `SELECT ${columns} FROM batches WHERE ? IS NULL OR model = ? ORDER BY started_at DESC, batch_id LIMIT ?`,
  );
  const unfinished = db.prepare<[string, string, string, string], Encoded>(
    `SELECT ${columns} FROM batches WHERE model = ? AND version = ? AND input = ? AND output = ? AND status <> 'done' ORDER BY started_at DESC LIMIT 1`,
  );
  const put = db.prepare<Encoded>(
    `INSERT OR REPLACE INTO batches VALUES (@batchId, @model, @version, @input, @output, @status, @plan, @attempts, @good, @bad, @fraction, @workedMs,
       @trackingRunId, @error, @owner, @startedAt, @endedAt)`,
  );
  const drop = db.prepare<[string]>('DELETE FROM batches WHERE batch_id = ?');

  const read = (batchId: string) => {
    const found = one.get(batchId);
    return found && decode(found);
  };
  return {
    row: read,
    list: (model: string | null, limit: number) => newest.all(model, model, limit).map(decode),
    unfinished: ({ model, version, input, output }: Pick<BatchRow, 'model' | 'version' | 'input' | 'output'>) => {
      const found = unfinished.get(model, version, input, output);
      return found && decode(found);
    },
    save: (row: BatchRow) => write(() => put.run(encode(row))),
    /** Changes what is still worked on by `owner`; false when somebody cancelled it meanwhile, or took it over. */
    change: (batchId: string, owner: string, change: Partial<BatchRow>) =>
      write(() => {
        const row = read(batchId);
        if (!row || row.owner !== owner || row.status !== 'running') return false;
        put.run(encode({ ...row, ...change }));
        return true;
      }),
    /** Taken over in one transaction: two cores that resume it at once are one that does and one that hears that it runs. */
    claim: (batchId: string, owner: string, isAlive: (owner: string) => boolean) =>
      write(() => {
        const row = read(batchId);
        if (!row || (row.status === 'running' && isAlive(row.owner))) return false;
        put.run(encode({ ...row, owner, status: 'running', error: null, endedAt: null }));
        return true;
      }),
    cancel: (batchId: string, at: number) =>
      write(() => {
        const row = read(batchId);
        if (row?.status === 'running') put.run(encode({ ...row, status: 'cancelled', endedAt: at }));
      }),
    remove: (batchId: string) => write(() => drop.run(batchId)),
  };
}

function encode(row: BatchRow): Encoded {
  return { ...row, plan: JSON.stringify(row.plan), attempts: JSON.stringify(row.attempts), error: row.error && JSON.stringify(row.error) };
}

function decode(row: Encoded): BatchRow {
  return { ...row, plan: JSON.parse(row.plan), attempts: JSON.parse(row.attempts), error: row.error === null ? null : JSON.parse(row.error) };
}
