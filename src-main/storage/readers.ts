/**
 * Heavy reads, away from the thread that answers everything else: a search of a million runs must not hold up a log-metric. A job is the name of a
 * query and plain data; the answer is JSON in bytes, handed over without a copy, ready to be sent. Threads start with the first job and end when idle.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type Sqlite from 'better-sqlite3';
import { BancadaError, type ErrorData, isErrorCode } from '../contract/errors.ts';
import type { ReadAnswer, ReadJob, ReadQuery } from './read-query.ts';

export interface Readers {
  /** JSON. Sees everything that was committed before. */
  ask<Args>(query: ReadQuery<Args>, args: Args): Promise<Uint8Array>;
  /** Waits for what is being read; what still stands in line is refused. */
  close(): Promise<void>;
}

/** Reads at once, on the calling thread: for a database in memory and for tests without threads. */
export function inlineReaders(db: Sqlite.Database): Readers {
  return {
    ask: async (query, args) => new TextEncoder().encode(query.run(db, args)),
    close: async () => {},
  };
}

/** What a reading thread answered, for who needs more than to pass it on. The bytes are gone afterwards. */
export function asJson<T>(bytes: Uint8Array): T {
  const text = new TextDecoder().decode(bytes);
  giveBack(bytes);
  return JSON.parse(text) as T;
}

/** Frees an answer that was passed on. It lies outside the heap: the collector would let tens of megabytes of such stand before it looks. */
export function giveBack({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

interface Job extends ReadJob {
  readonly settle: (json: Uint8Array) => void;
  readonly fail: (error: Error) => void;
}

interface Reader {
  readonly worker: Worker;
  readonly gone: Promise<unknown>;
  job: Job | null;
  idle: NodeJS.Timeout | null;
}

export interface ReaderOptions {
  database: string;
  /** The module that calls `serveReads`. */
  thread: URL;
  threads?: number;
  idleMs?: number;
}

/** One core stays for the thread that everybody waits for. */
const usualThreads = Math.max(1, Math.min(2, availableParallelism() - 1));

export function openReaders({ database, thread, threads = usualThreads, idleMs = 60_000 }: ReaderOptions): Readers {
  const readers = new Set<Reader>();
  const line: Job[] = [];
  let next = 1;
  let closed = false;

  function start(): Reader {
    const worker = new Worker(thread, { workerData: database, stdin: false, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    const reader: Reader = { worker, gone: new Promise((resolve) => worker.once('exit', resolve)), job: null, idle: null };
    worker.on('message', (answer: ReadAnswer) => {
      const { job } = reader;
      reader.job = null;
      if (job) settle(job, answer);
      work(reader);
    });
    let ended = false;
    const lost = (error: Error) => {
      if (ended) return;
      ended = true;
      readers.delete(reader);
      reader.job?.fail(error);
      reader.job = null;
      // Another takes up what stands in line, and a job that kills its thread kills no second one.
      if (line.length > 0 && !closed) work(start());
    };
    worker.once('error', lost);
    worker.once('exit', () => lost(new Error('the reading thread ended')));
    readers.add(reader);
    return reader;
  }

  function work(reader: Reader): void {
    if (reader.idle) clearTimeout(reader.idle);
    reader.idle = null;
    const job = line.shift();
    if (!job) {
      reader.worker.unref();
      reader.idle = setTimeout(() => end(reader), idleMs).unref();
      return;
    }
    reader.job = job;
    reader.worker.ref();
    const { id, name, args } = job;
    reader.worker.postMessage({ id, name, args } satisfies ReadJob);
  }

  function end(reader: Reader): void {
    readers.delete(reader);
    reader.worker.postMessage('close');
  }

  return {
    ask: ({ name }, args) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('the readers are closed'));
          return;
        }
        line.push({ id: next++, name, args, settle: resolve, fail: reject });
        const free = [...readers].find(({ job }) => !job) ?? (readers.size < threads ? start() : null);
        if (free) work(free);
      }),
    async close() {
      closed = true;
      for (const job of line.splice(0)) job.fail(new Error('the readers are closed'));
      const all = [...readers];
      for (const { idle } of all) if (idle) clearTimeout(idle);
      for (const reader of all) {
        reader.worker.ref();
        end(reader);
      }
      await Promise.all(all.map(({ gone }) => gone));
    },
  };
}

function settle(job: Job, { json, error }: ReadAnswer): void {
  if (json) job.settle(json);
  else if (error && isErrorCode(error.code)) job.fail(new BancadaError(error.code, error.data as ErrorData));
  else job.fail(Object.assign(new Error(error?.message ?? 'no answer'), error?.stack && { stack: error.stack }));
}
