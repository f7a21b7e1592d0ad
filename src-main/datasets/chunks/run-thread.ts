/** `runInThread`: one job in a thread of its own, to its end; aborting the signal ends the thread. */
import { Worker } from 'node:worker_threads';
import { BancadaError, type ErrorCode } from '../../contract/errors.ts';
import type { DataAnswer, DataJob, Done, Slice } from './messages.ts';

export interface ThreadHandlers {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
  /** The thread waits when several are still being written. */
  slice?(slice: Slice): Promise<void>;
}

/** AbortError; DISK_FULL. */
export function runInThread(thread: URL, job: DataJob, { signal, progress, slice }: ThreadHandlers): Promise<Done> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const worker = new Worker(thread, { workerData: job, stdin: false });
    let writing: Promise<unknown> = Promise.resolve();
    let isOver = false;
    const end = (settle: () => void) => {
      isOver = true;
      signal?.removeEventListener('abort', onAbort);
      // What was sent is written before anybody is told, also of a failure: whoever cleans up sees all of it.
      void Promise.all([worker.terminate(), writing.catch(() => {})]).then(settle);
    };
    const fail = (error: unknown) => {
      if (!isOver) end(() => reject(error));
    };
    const onAbort = () => fail(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.on('error', fail);
    worker.on('messageerror', fail);
    const onExit = () => fail(new Error('the data thread ended'));
    worker.on('exit', onExit);
    worker.on('message', (answer: DataAnswer) => {
      switch (answer.kind) {
        case 'progress':
          progress?.(answer.done, answer.total);
          break;
        case 'slice':
          writing = Promise.all([writing, slice?.(answer.slice).then(() => worker.postMessage('written'))]);
          writing.catch(fail);
          break;
        case 'done': {
          worker.off('exit', onExit);
          const { kind: _, ...done } = answer;
          writing.then(() => end(() => resolve(done)), fail);
          break;
        }
        case 'failed':
          fail(errorOf(answer, job));
      }
    });
  });
}

function errorOf({ code, data, message, stack }: Extract<DataAnswer, { kind: 'failed' }>, job: DataJob): Error {
  if (data) return new BancadaError(code as ErrorCode, data);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BancadaError('DISK_FULL', { path: job.packs });
  return Object.assign(new Error(message), code !== null && { code }, stack !== undefined && { stack });
}
