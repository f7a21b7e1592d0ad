/** `serveBackup`: a thread that does one job and ends: hashing and packing would hold up everything else. Any message to it asks it to stop. */
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { BancadaError } from '../contract/errors.ts';
import { takeAutomatic } from '../storage/index.ts';
import { createBackup } from './create.ts';
import type { BackupAnswer, BackupOrder } from './messages.ts';
import { readBackup } from './read.ts';

const everyMs = 100;

export async function serveBackup(): Promise<void> {
  const order = workerData as BackupOrder;
  const port = parentPort!;
  const answer = (what: BackupAnswer) => port.postMessage(what);
  const stop = new AbortController();
  port.on('message', () => stop.abort(new BancadaError('BACKUP_CANCELLED')));
  let told = { phase: '', at: 0 };
  const follow = {
    signal: stop.signal,
    progress: (progress: { phase: 'database' | 'files' | 'verify'; doneBytes: number; totalBytes: number }) => {
      const at = performance.now();
      if (progress.phase === told.phase && at - told.at < everyMs) return;
      told = { phase: progress.phase, at };
      answer({ kind: 'progress', ...progress });
    },
  };
  try {
    const summary =
      order.kind === 'daily' ? daily(order) : await (order.kind === 'create' ? createBackup(order, follow) : readBackup(order.file, null, follow));
    answer({ kind: 'done', summary });
  } catch (raised) {
    const error = stop.signal.aborted ? stop.signal.reason : raised;
    const { message, stack, code } = error as NodeJS.ErrnoException;
    answer({ kind: 'failed', code: code ?? null, data: error instanceof BancadaError ? error.data : null, message, stack });
  } finally {
    port.close();
  }
}

function daily({ database, now }: { database: string; now: number }): null {
  const db = new Sqlite(database, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    takeAutomatic(db, database, 'daily', now);
    return null;
  } finally {
    db.close();
  }
}
