/** `createWorkers`: processes that wait to become steps; each is used once. They are started one at a time, and not while a step has none. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import type { AgentOptions, Job, WorkerOptions } from './protocol.ts';

export interface Workers {
  /** The longest waiting; one that is only starting takes the job as soon as it can. */
  take(job: Job): ChildProcess;
  /** Starts what is missing. */
  refill(): void;
  /** Process ids of those that wait. */
  waiting(): ReadonlySet<number>;
}

/** A container without room for another process is of no use; the core sees the agent end. */
const mostFailures = 20;

export function createWorkers({ worker, nodeOptions, gid, lastWord, waiting: wanted }: AgentOptions): Workers {
  const options: WorkerOptions = { gid, lastWord };
  const idle: ChildProcess[] = [];
  let starting: ChildProcess | null = null;
  let failures = 0;

  function start(): ChildProcess {
    const child = spawn(process.execPath, [...nodeOptions, worker, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      cwd: '/',
      // What io_uring does is done with the rights that its ring was made with.
      env: { ...process.env, UV_USE_IO_URING: '0' },
    });
    idle.push(child);
    const gone = () => {
      const at = idle.indexOf(child);
      if (at < 0) return;
      idle.splice(at, 1);
      failures += 1;
      if (failures > mostFailures) process.exit(70);
      if (starting === child) starting = null;
      setTimeout(refill, 20);
    };
    child.once('error', gone);
    child.once('exit', gone);
    const control = child.stdio[3] as Duplex | undefined;
    control?.on('error', () => {});
    control?.once('data', () => {
      failures = 0;
      if (starting === child) starting = null;
      refill();
    });
    return child;
  }

  function refill(): void {
    if (starting === null && idle.length < wanted) starting = start();
  }

  return {
    take(job) {
      const child = idle[0] ?? start();
      idle.splice(idle.indexOf(child), 1);
      if (starting === child) starting = null;
      (child.stdio[3] as Duplex).end(`${JSON.stringify(job)}\n`);
      return child;
    },
    refill,
    waiting: () => new Set(idle.flatMap(({ pid }) => (pid === undefined ? [] : [pid]))),
  };
}
