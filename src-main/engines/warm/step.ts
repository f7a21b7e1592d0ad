/** `startStep`: one step in a warm container that is ours until the step has ended. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Job, StepEnd } from '../../../src-runtime/warm/protocol.ts';
import type { ContainerClient } from '../docker/client.ts';
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
/** How often a container that was ended is looked at until it has. */
const lookEveryMs = 2;
const lookForMs = 5000;
/** What the engine may take to say how a container ended. */
const answerMs = 1000;

export interface WarmStep extends RunningStep {
  /** Ends it without telling anybody. */
  release(): Promise<void>;
}

export interface StepParts {
  client: ContainerClient;
  container: WarmContainer;
  launch: StepLaunch;
  job: Job;
  /** Called once, before the step's end is told. */
  done: (container: WarmContainer, fit: boolean) => void;
}

export function startStep({ client, container, launch, job, done }: StepParts): WarmStep {
  const { id, exchange } = container;
  const output = new OutputQueue();
  const heap = new HeapWatch();
  const supervision = supervise({ ...launch, outDir: exchange.outDir }, (reason) => kill(reason));
  const words = { stdout: new LastWordReader(), stderr: new LastWordReader() };
  let released = false;
  const over = Promise.withResolvers<void>();

  const take = (stream: 'stdout' | 'stderr', data: Buffer) => {
    const admitted = supervision.admitLog(data.length);
    if (admitted > 0) output.push({ stream, data: admitted < data.length ? data.subarray(0, admitted) : data });
    if (stream === 'stderr') heap.see(data);
  };
  const told = container.run(job, ({ stream, data }) => take(stream, words[stream].push(data)));
  const exit = Promise.race([told, container.gone.then(() => null)]).then(async (end): Promise<StepExit> => {
    for (const stream of ['stdout', 'stderr'] as const) take(stream, words[stream].end());
    const fit = end !== null && end.left === null && !end.outOfMemory && supervision.reason === null && !released;
    // What writes to the output folder must have ended before it is ours again.
    if (!fit) await buried();
    await supervision.finish();
    const untouched = exchange.take();
    output.end();
    done(container, fit && untouched);
    over.resolve();
    if (released) return new Promise(() => {}); // nobody is told about the end of a core
    return stepExit(end ?? (await lastState()));
  });

  function stepExit(end: Pick<StepEnd, 'code' | 'outOfMemory'> | null): StepExit {
    if (supervision.reason) return { reason: supervision.reason, code: null };
    if (end === null) return { reason: 'engine-lost', code: null };
    const { code, outOfMemory } = end;
    if (endedByHeap(code, null, heap) || (code === killed && outOfMemory)) return { reason: 'out-of-memory', code };
    return { reason: 'exited', code };
  }

  function kill(reason: EndReason): void {
    if (reason === 'timeout' || reason === 'cancelled') {
      container.terminate();
      setTimeout(end, graceMs).unref();
    } else end();
  }

  /** Its agent ends when we hang up; the engine is asked too, in case the agent cannot any more. */
  function end(): void {
    container.close();
    client.kill(id, 'SIGKILL').catch(() => {});
  }

  async function buried(): Promise<void> {
    end();
    for (const from = performance.now(); container.isAlive() && performance.now() - from < lookForMs; ) await sleep(lookEveryMs);
  }

  /** Of a container that ended though nobody asked it to; null where there is nobody to tell. */
  async function lastState(): Promise<{ code: number; outOfMemory: boolean } | null> {
    const state = await Promise.race([client.inspect(id).catch(() => null), sleep(answerMs, null, { ref: false })]);
    return state && { code: state.code, outOfMemory: state.oomKilled };
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
      return over.promise;
    },
  };
}

/** 128 + SIGKILL: how the kernel ends what takes too much memory. */
const killed = 137;
