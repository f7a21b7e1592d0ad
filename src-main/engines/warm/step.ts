/** `startStep`: one step in a warm container that is ours until the step has ended. */

import type { Job, StepEnd } from '../../../src-runtime/warm/protocol.ts';
import { removeBesides } from '../context.ts';
import type { DockerSetup } from '../docker/index.ts';
import type { RunningStep, StepExit, StepLaunch } from '../engine.ts';
import { endedByHeap, HeapWatch } from '../heap.ts';
import { LastWordReader } from '../last-word.ts';
import { OutputQueue } from '../output.ts';
import { type EndReason, supervise } from '../supervise.ts';
import type { WarmContainer } from './container.ts';

/** Of the reference of every warm step; the rest is its container. */
export const prefix = 'warm:';

/** How long a step may take to end by itself once it is asked to. */
const graceMs = 1000;
/** How often a container that was killed is looked at until it has ended. */
const lookEveryMs = 20;
const lookForMs = 5000;

export interface WarmStep extends RunningStep {
  /** Ends it without telling anybody. */
  release(): void;
}

export interface StepParts {
  setup: Pick<DockerSetup, 'client' | 'heartbeat'>;
  container: WarmContainer;
  launch: StepLaunch;
  job: Job;
  /** Called once, before the step's end is told. */
  done: (container: WarmContainer, fit: boolean) => void;
}

export function startStep({ setup: { client, heartbeat }, container, launch, job, done }: StepParts): WarmStep {
  const { id, exchange } = container;
  const output = new OutputQueue();
  const heap = new HeapWatch();
  const supervision = supervise({ ...launch, outDir: exchange.outDir }, (reason) => kill(reason));
  const words = { stdout: new LastWordReader(), stderr: new LastWordReader() };
  let released = false;

  const take = (stream: 'stdout' | 'stderr', data: Buffer) => {
    const admitted = supervision.admitLog(data.length);
    if (admitted > 0) output.push({ stream, data: admitted < data.length ? data.subarray(0, admitted) : data });
    if (stream === 'stderr') heap.see(data);
  };
  let unwatch = () => {};
  const lost = new Promise<'engine-lost'>((resolve) => {
    unwatch = heartbeat.watch(() => resolve('engine-lost'));
  });
  const told = container.run(job, ({ stream, data }) => take(stream, words[stream].push(data)));
  const exit = Promise.race([told, container.gone.then(() => 'gone' as const), lost]).then(async (end): Promise<StepExit> => {
    unwatch();
    for (const stream of ['stdout', 'stderr'] as const) take(stream, words[stream].end());
    const fit = typeof end === 'object' && end.left === null && !end.outOfMemory && supervision.reason === null && !released;
    // What writes to the output folder must have ended before it is ours again.
    const state = fit || end === 'engine-lost' ? null : await buried();
    await supervision.finish();
    const untouched = exchange.take();
    output.end();
    removeBesides(launch);
    done(container, fit && untouched);
    if (released) return new Promise(() => {}); // nobody is told about the end of a core
    return stepExit(end, state);
  });

  function stepExit(end: StepEnd | 'gone' | 'engine-lost', state: { code: number; oomKilled: boolean } | null): StepExit {
    if (supervision.reason) return { reason: supervision.reason, code: null };
    if (end === 'engine-lost' || (end === 'gone' && state === null)) return { reason: 'engine-lost', code: null };
    const { code, outOfMemory } = end === 'gone' ? { code: state!.code, outOfMemory: state!.oomKilled } : end;
    if (endedByHeap(code, null, heap) || (code === killed && outOfMemory)) return { reason: 'out-of-memory', code };
    return { reason: 'exited', code };
  }

  function kill(reason: EndReason): void {
    const end = () => void client.kill(id, 'SIGKILL').catch(() => {});
    if (reason === 'timeout' || reason === 'cancelled') {
      container.terminate();
      setTimeout(end, graceMs).unref();
    } else end();
  }

  /** Waits until the container has ended; null when it is gone already. */
  async function buried(): Promise<{ code: number; oomKilled: boolean } | null> {
    await client.kill(id, 'SIGKILL').catch(() => {});
    for (const from = performance.now(); performance.now() - from < lookForMs; ) {
      const state = await client.inspect(id).catch(() => null);
      if (state === null || !state.running) return state;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return null;
  }

  return {
    reference: prefix + id,
    output,
    exit,
    async stop(reason) {
      supervision.end(reason);
      await exit;
    },
    release() {
      released = true;
      container.close();
    },
  };
}

/** 128 + SIGKILL: how the kernel ends what takes too much memory. */
const killed = 137;
