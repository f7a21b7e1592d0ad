/**
 * `startStep`: a step as a child process in a group of its own.
 * Its output comes through pipes, so a step whose core died or closed cannot be taken up: it is ended and run again by the next core.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { BancadaError } from '../../contract/errors.ts';
import { type Places, removeBesides, stepContext } from '../context.ts';
import type { RunningStep, StepExit, StepLaunch } from '../engine.ts';
import { endedByHeap, HeapWatch } from '../heap.ts';
import { OutputQueue } from '../output.ts';
import { type EndReason, type Supervision, supervise } from '../supervise.ts';
import { goOn } from './ahead.ts';
import { type Command, commandFor, type ProcessSetup, provideStep } from './command.ts';
import { referenceOf, residentBytes, signalGroup, wantedCpuMs } from './table.ts';

/** How long a step may take to end by itself once it is asked to. */
const graceMs = 1000;
const memoryEveryMs = 100;
/** A pipe that outlives its program was handed to another; we do not wait for that one. */
const pipeLingerMs = 500;

export async function startStep(setup: ProcessSetup, launch: StepLaunch, { holds, booted }: Around): Promise<RunningStep> {
  const context = (places: Places) => stepContext(launch, places);
  if (booted) letGo(booted, () => provideStep(launch, context));
  const { network, env = {} } = launch;
  const child = booted ?? (await spawned(await commandFor(setup, launch, { kind: 'step', network, env, context }), launch));
  const pid = child.pid!;
  const output = new OutputQueue();
  const heap = new HeapWatch();
  let used: number | null = null;
  const supervision = supervise(launch, (reason) => {
    if (reason === 'timeout') used = wantedCpuMs(pid);
    kill(pid, reason);
  });
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (data: Buffer) => {
      const admitted = supervision.admitLog(data.length);
      if (admitted > 0) output.push({ stream, data: admitted < data.length ? data.subarray(0, admitted) : data });
      if (stream === 'stderr') heap.see(data);
    });
  }
  const memory = setInterval(() => {
    if (residentBytes(pid) > launch.resources.memoryBytes) supervision.end('out-of-memory');
  }, memoryEveryMs);
  let released = false;
  const release = () => {
    released = true;
    signalGroup(pid, 'SIGKILL');
  };
  holds.add(release);
  const exit = whenClosed(child).then(async ({ code, signal }): Promise<StepExit> => {
    clearInterval(memory);
    holds.delete(release);
    output.end();
    await supervision.finish();
    removeBesides(launch);
    if (released) return new Promise(() => {}); // nobody is told about the end of a core
    return { ...stepExit(supervision, code, signal, heap), ...(used !== null && { cpuMs: used }) };
  });
  return {
    reference: referenceOf(pid) ?? `${pid}:0`,
    output,
    exit,
    async stop(reason) {
      supervision.end(reason);
      await exit;
    },
  };
}

interface Around {
  /** Ends a running step without telling anybody: its output would have no reader. */
  holds: Set<() => void>;
  /** A program of this launch that was booted ahead and waits. */
  booted: ChildProcess | null;
}

/** A program that waits goes on once it has what it needs. */
function letGo(booted: ChildProcess, provide: () => void): void {
  try {
    provide();
  } catch (error) {
    signalGroup(booted.pid!, 'SIGKILL');
    throw error;
  }
  goOn(booted);
}

/** Starts the program or says why it could not be. */
async function spawned(command: Command, launch: StepLaunch): Promise<ChildProcess> {
  const child = spawn(command.path, command.args, {
    cwd: launch.codeDir,
    env: command.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (child.pid !== undefined) return child;
  const error = await new Promise<Error>((resolve) => child.once('error', resolve));
  removeBesides(launch);
  throw new BancadaError('ENGINE_UNAVAILABLE', { detail: error.message }, { cause: error });
}

function whenClosed(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      signalGroup(child.pid!, 'SIGKILL');
      const linger = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, pipeLingerMs);
      child.once('close', () => {
        clearTimeout(linger);
        resolve({ code, signal });
      });
    });
  });
}

function kill(pid: number, reason: EndReason): void {
  if (reason !== 'timeout' && reason !== 'cancelled') {
    signalGroup(pid, 'SIGKILL');
    return;
  }
  signalGroup(pid, 'SIGTERM');
  const reference = referenceOf(pid);
  setTimeout(() => {
    if (reference !== null && referenceOf(pid) === reference) signalGroup(pid, 'SIGKILL');
  }, graceMs).unref();
}

/** 128 + SIGABRT: how V8 ends what its heap is too small for. */
const aborted = 134;

function stepExit(supervision: Supervision, code: number | null, signal: NodeJS.Signals | null, heap: HeapWatch): StepExit {
  if (supervision.reason) return { reason: supervision.reason, code: null };
  if (endedByHeap(code, signal, heap)) return { reason: 'out-of-memory', code: code ?? aborted };
  return { reason: 'exited', code };
}
