/** `serveReads`: the other end of `openReaders`, inside a thread: its own read-only connection, one job after another. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { BancadaError } from '../contract/errors.ts';
import type { ReadAnswer, ReadJob, ReadQuery } from './read-query.ts';

/** Who reads gives way to who answers, where both must share a core: about a fourth of it, instead of half. */
const niceness = 5;

export function serveReads(queries: readonly ReadQuery<never>[]): void {
  giveWay();
  const known = new Map(queries.map((query) => [query.name, query]));
  const db = new Sqlite(workerData as string, { readonly: true, fileMustExist: true, timeout: 5000 });
  // What a page of runs needs, or ten curves of 320 points that lie far apart; taken only as it fills.
  db.pragma('cache_size = -24000');
  parentPort?.on('message', (job: ReadJob | 'close') => {
    if (job === 'close') {
      db.close();
      parentPort?.close();
      return;
    }
    const answer = answerTo(job, known.get(job.name), db);
    parentPort?.postMessage(answer, answer.json ? [answer.json.buffer] : []);
  });
}

function answerTo({ id, name, args }: ReadJob, query: ReadQuery<never> | undefined, db: Sqlite.Database): ReadAnswer {
  try {
    if (!query) throw new Error(`no read is called ${name}`);
    // An array of its own, so that it can be handed over rather than copied.
    return { id, json: new TextEncoder().encode(query.run(db, args as never)) };
  } catch (error) {
    const { message, stack } = error as Error;
    return { id, error: { message, stack, ...(error instanceof BancadaError && error.toJSON()) } };
  }
}

/** Linux has a priority for each thread, under a number that only the system's own files tell. Elsewhere all threads have that of the process. */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    const [, thread] = /task\/(\d+)$/.exec(readlinkSync('/proc/thread-self')) ?? [];
    if (thread) setPriority(Number(thread), niceness);
  } catch {
    // Without /proc all go on as equals.
  }
}
