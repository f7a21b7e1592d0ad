/** Writes events to stdout as RFC 7464 records, synchronously: what was written before a crash or an exit is never lost. */
import { writeSync } from 'node:fs';

export type StepEvent =
  | { type: 'param'; key: string; value: unknown }
  | { type: 'metric'; key: string; value: number; step: number; timestamp: number }
  | { type: 'tag'; key: string; value: string }
  | { type: 'progress'; fraction: number; message?: string }
  | { type: 'log'; level: 'info' | 'warn'; message: string; fields?: Record<string, unknown> }
  | { type: 'error'; code: string; message: string; file?: string; line?: number; stack?: string; data?: Record<string, unknown> };

export function emit(event: StepEvent): void {
  writeAll(1, Buffer.from(`\u001e${JSON.stringify(event)}\n`));
}

/** Writes every byte. A pipe whose reader is slow answers EAGAIN: wait a moment and go on. A reader that is gone is not an error. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(fd, bytes, from);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 2);
    }
  }
}

/**
 * Node queues in memory what a full pipe does not take: a program that computes without a break would show no log until its end,
 * out of order with its events, and lose it by `process.exit`. Blocking writes cost nothing while the engine reads.
 */
export function writeAtOnce(): void {
  for (const stream of [process.stdout, process.stderr]) {
    (stream as { _handle?: { setBlocking?(on: boolean): void } })._handle?.setBlocking?.(true);
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));
