/** `measureLoad`: one test in a process of its own, so that neither the core nor the endpoint delays what is sent. */
import { fork } from 'node:child_process';
import type { LoadPlan, LoadResult } from '../contract/load.ts';
import { nodeBinary } from '../engines/index.ts';
import type { FromLoad, LoadOrder, ToLoad } from './protocol.ts';
import { createTally, type Tally } from './tally.ts';

export interface Measuring {
  program: string;
  order: LoadOrder;
  limits: LoadPlan['limits'];
  /** What is known so far, some times a second. */
  onProgress?: ((tally: Tally) => void) | undefined;
  /** Aborted, it answers with what was measured until then. */
  signal?: AbortSignal | undefined;
}

export async function measureLoad({ program, order, limits, onProgress, signal }: Measuring): Promise<{ result: LoadResult; tally: Tally }> {
  const { path, env } = nodeBinary();
  const child = fork(program, [], {
    execPath: path,
    env: { TZ: 'UTC', ...env, ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'json',
  });
  const tally = createTally(limits);
  const say = (message: ToLoad) => child.connected && child.send(message, () => {});
  const stop = () => say({ stop: true });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, killedBy) => reject(new Error(`the process that sends ended: ${killedBy ?? code}`)));
      child.on('message', (message: FromLoad) => {
        if ('failed' in message) {
          reject(new Error(message.failed));
          return;
        }
        tally.add(message.window);
        onProgress?.(tally);
        if (message.over) resolve();
      });
      say({ order });
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    child.kill();
  }
  return { result: tally.result(), tally };
}
