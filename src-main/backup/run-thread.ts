/** `runThread`: one job in a thread of its own, its progress, and how to stop it. */
import { Worker } from 'node:worker_threads';
import type { BackupSummary } from '../contract/backup.ts';
import { BancadaError, isErrorCode } from '../contract/errors.ts';
import type { Progress } from './format.ts';
import type { BackupAnswer, BackupOrder } from './messages.ts';

export interface RunningThread {
  readonly ended: Promise<BackupSummary | null>;
  stop(): void;
}

export function runThread(thread: URL, order: BackupOrder, progress: (progress: Progress) => void = () => {}): RunningThread {
  const worker = new Worker(thread, { workerData: order, stdin: false });
  const ended = new Promise<BackupSummary | null>((resolve, reject) => {
    worker.on('message', (answer: BackupAnswer) => {
      if (answer.kind === 'progress') progress(answer);
      else if (answer.kind === 'done') resolve(answer.summary);
      else reject(errorOf(answer));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the backup thread ended without an answer')));
  });
  return { ended, stop: () => worker.postMessage('stop') };
}

function errorOf({ code, data, message, stack }: Extract<BackupAnswer, { kind: 'failed' }>): Error {
  if (data && isErrorCode(code)) return new BancadaError(code, data);
  return Object.assign(new Error(message), { stack, code });
}
