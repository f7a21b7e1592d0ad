/**
 * `createTicker`: calls back at a time to within some hundredths of a millisecond. Timers of the event loop count whole milliseconds, which a test would add
 * to every latency; so a thread of its own sleeps until then and wakes the loop.
 */
import { Worker } from 'node:worker_threads';

export interface Ticker {
  /** The next call, at this time by `now`; a time that is over is now. */
  at(time: number): void;
  close(): void;
}

/** Milliseconds of a clock that both threads share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

const sleeper = `
const { parentPort, workerData: { turn, due } } = require('node:worker_threads');
for (let seen = 0; ; ) {
  Atomics.wait(turn, 0, seen);
  seen = Atomics.load(turn, 0);
  if (seen < 0) break;
  for (;;) {
    const left = due[0] - Number(process.hrtime.bigint()) / 1e6;
    if (left <= 0.01 || Atomics.wait(turn, 0, seen, left) !== 'timed-out') break;
  }
  if (Atomics.load(turn, 0) === seen) parentPort.postMessage(0);
}`;

export function createTicker(call: () => void): Ticker {
  const turn = new Int32Array(new SharedArrayBuffer(4));
  const due = new Float64Array(new SharedArrayBuffer(8));
  const worker = new Worker(sleeper, { eval: true, workerData: { turn, due } });
  worker.on('message', call);
  return {
    at(time) {
      due[0] = time;
      Atomics.add(turn, 0, 1);
      Atomics.notify(turn, 0);
    },
    close() {
      Atomics.store(turn, 0, -1);
      Atomics.notify(turn, 0);
      void worker.terminate();
    },
  };
}
