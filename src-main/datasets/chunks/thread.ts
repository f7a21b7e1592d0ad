/** `serveData`: a thread that does one job and ends: cutting, hashing and copying a large file would hold up everything else. */
import { lstatSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { BancadaError } from '../../contract/errors.ts';
import { restoreFolder } from '../folders/restore-folder.ts';
import { storeFolder } from '../folders/store-folder.ts';
import type { DataAnswer, DataJob, Done, Slice } from './messages.ts';
import { repack } from './repack.ts';
import { restoreFile } from './restore-file.ts';
import { storeFile } from './store-file.ts';

/** Slices on their way to be written. */
const maxUnwritten = 4;

export async function serveData(): Promise<void> {
  const job = workerData as DataJob;
  const port = parentPort!;
  const answer = (what: DataAnswer) => port.postMessage(what);
  let unwritten = 0;
  let wake = () => {};
  port.on('message', () => {
    unwritten -= 1;
    wake();
  });

  async function send(slice: Slice): Promise<void> {
    unwritten += 1;
    answer({ kind: 'slice', slice });
    while (unwritten >= maxUnwritten) await new Promise<void>((resolve) => (wake = resolve));
  }

  const progress = (done: number, total: number) => answer({ kind: 'progress', done, total });
  const db = new Sqlite(job.database, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    answer({ kind: 'done', ...(await work()) });
  } catch (error) {
    const { message, stack, code } = error as NodeJS.ErrnoException;
    const data = error instanceof BancadaError ? error.data : null;
    answer({ kind: 'failed', code: code ?? null, data, message, stack });
  } finally {
    db.close();
    port.close();
  }

  async function work(): Promise<Done> {
    switch (job.kind) {
      case 'store':
        return (lstatSync(job.path).isDirectory() ? storeFolder : storeFile)({ ...job, db, send, progress });
      case 'restore':
        return restore(job);
      case 'repack':
        return repack({ ...job, db, send });
    }
  }

  function restore(job: Extract<DataJob, { kind: 'restore' }>): Done {
    const listAt = db.prepare<[number], number | null>('SELECT list_at FROM data_contents WHERE id = ?').pluck().get(job.content) ?? null;
    return listAt === null ? restoreFile({ ...job, db, progress }) : restoreFolder({ ...job, db, progress }, listAt);
  }
}
