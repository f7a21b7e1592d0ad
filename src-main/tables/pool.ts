/**
 * `openPool`: the processes that read tables. They start when they are needed, take one job after another and end when idle. A crash of the native
 * library, or the system taking its memory back, costs the job and nothing else: TABLE_PROCESS_LOST. Not a thread: that would go down with us.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { BancadaError, type ErrorData, isErrorCode } from '../contract/errors.ts';
import type { TableProgress } from '../contract/tables.ts';
import type { NodeBinary } from '../engines/index.ts';
import type { FromWorker, JobMessage, ToWorker } from './protocol.ts';

export interface PoolJob {
  readonly message: Omit<JobMessage, 'id'>;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: TableProgress) => void) | undefined;
}

export interface Pool {
  run(job: PoolJob): Promise<unknown>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** The module that calls `serveTables`. */
  program: string;
  node: () => NodeBinary;
  processes: number;
  idleMs: number;
}

interface Work extends PoolJob {
  readonly id: number;
  readonly settle: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
  settled: boolean;
}

interface Reader {
  readonly child: ChildProcess;
  readonly gone: Promise<unknown>;
  work: Work | null;
  idle: NodeJS.Timeout | null;
}

/** How long a query may take to notice that nobody wants it any more. */
const cancelMs = 3000;

export function openPool({ program, node, processes, idleMs }: PoolOptions): Pool {
  const readers = new Set<Reader>();
  const line: Work[] = [];
  let next = 1;
  let closed = false;

  function start(): Reader {
    const { path, env } = node();
    const child = fork(program, [], {
      execPath: path,
      // Nothing of ours reaches it but what Windows cannot do without.
      env: { TZ: 'UTC', ...env, ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
      execArgv: ['--max-old-space-size=512'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'json',
    });
    const reader: Reader = { child, gone: new Promise((resolve) => child.once('close', resolve)), work: null, idle: null };
    child.on('message', (message: FromWorker) => hear(reader, message));
    const lost = (detail: string) => {
      if (!readers.delete(reader) && !reader.work) return;
      end(reader, (work) => work.fail(new BancadaError('TABLE_PROCESS_LOST', { detail })));
      if (line.length > 0 && !closed) take(start());
    };
    child.once('error', (error) => lost(error.message));
    child.once('exit', (code, signal) => lost(signal ?? `${code}`));
    readers.add(reader);
    return reader;
  }

  function hear(reader: Reader, message: FromWorker): void {
    const { work } = reader;
    if (!work || work.id !== message.id) return;
    if ('progress' in message) {
      work.onProgress?.(message.progress);
      return;
    }
    end(reader, () => ('error' in message ? work.fail(errorOf(message.error)) : work.settle(message.result)));
    take(reader);
  }

  function end(reader: Reader, tell: (work: Work) => void): void {
    const { work } = reader;
    reader.work = null;
    if (!work) return;
    rmSync(work.message.folder, { recursive: true, force: true });
    tell(work);
  }

  function take(reader: Reader): void {
    if (reader.idle) clearTimeout(reader.idle);
    const work = line.shift();
    if (!work) {
      reader.child.unref();
      reader.child.channel?.unref();
      reader.idle = setTimeout(() => dismiss(reader), idleMs).unref();
      return;
    }
    reader.work = work;
    reader.child.ref();
    reader.child.channel?.ref();
    say(reader, { ...work.message, id: work.id });
  }

  function cancel(work: Work): void {
    const at = line.indexOf(work);
    if (at >= 0) line.splice(at, 1);
    work.fail(work.signal?.reason);
    const reader = [...readers].find((each) => each.work === work);
    if (!reader) return;
    say(reader, { cancel: work.id });
    setTimeout(() => reader.work === work && reader.child.kill('SIGKILL'), cancelMs).unref();
  }

  function say({ child }: Reader, message: ToWorker): void {
    // One that is gone says so by its exit.
    if (child.connected) child.send(message, () => {});
  }

  function dismiss(reader: Reader): void {
    readers.delete(reader);
    if (reader.child.connected) reader.child.disconnect();
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        job.signal?.throwIfAborted();
        if (closed) throw new BancadaError('TABLE_PROCESS_LOST', { detail: 'closed' });
        const once = (tell: (value: never) => void) => (value: unknown) => {
          if (work.settled) return;
          work.settled = true;
          job.signal?.removeEventListener('abort', abort);
          tell(value as never);
        };
        const work: Work = { ...job, id: next++, settle: once(resolve), fail: once(reject), settled: false };
        const abort = () => cancel(work);
        job.signal?.addEventListener('abort', abort, { once: true });
        line.push(work);
        const free = [...readers].find((reader) => !reader.work) ?? (readers.size < processes ? start() : null);
        if (free) take(free);
        else job.onProgress?.({ fraction: 0, stage: 'waiting' });
      }),
    async close() {
      closed = true;
      const refused = new BancadaError('TABLE_PROCESS_LOST', { detail: 'closed' });
      for (const work of line.splice(0)) work.fail(refused);
      const all = [...readers];
      for (const reader of all) {
        if (reader.idle) clearTimeout(reader.idle);
        reader.child.ref();
        reader.child.kill('SIGKILL');
      }
      await Promise.all(all.map(({ gone }) => gone));
    },
  };
}

function errorOf({ message, stack, code, data }: Extract<FromWorker, { error: unknown }>['error']): Error {
  if (isErrorCode(code)) return new BancadaError(code, data as ErrorData);
  return Object.assign(new Error(message), stack && { stack });
}
