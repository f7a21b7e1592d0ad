/**
 * `startService`, `adoptService`: a program that answers requests, as a process that outlives the core (`bancada serve` starts it and exits).
 * Its output goes to a log file beside its folder; it is found again by process id and start time, its port by its context file.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { BancadaError } from '../../contract/errors.ts';
import { besides, removeBesides, serviceContext } from '../context.ts';
import type { RunningService, ServiceLaunch } from '../engine.ts';
import { claimPort } from '../ports.ts';
import { lastLines } from '../tail.ts';
import { commandFor, type ProcessSetup } from './command.ts';
import { cpuMs, livePid, referenceOf, signalGroup } from './table.ts';

/** Time to answer what is under way. */
const drainMs = 5000;
const urgentEveryMs = 20;
const watchEveryMs = 250;
const calmAfterMs = 10_000;
const calmEveryMs = 1000;

export async function startService(setup: ProcessSetup, launch: ServiceLaunch): Promise<RunningService> {
  const port = await claimPort(launch.port);
  const command = await commandFor(setup, launch, {
    kind: 'service',
    network: 'bridge',
    reads: [...(launch.entry === null ? [setup.runtimeDir] : []), ...(launch.model === null ? [] : [launch.model])],
    context: (places) => serviceContext(launch, places, { host: '127.0.0.1', port, model: launch.model }),
  });
  const log = openSync(logPath(launch), 'a', 0o600);
  const child = spawn(command.path, command.args, {
    cwd: launch.codeDir,
    env: command.env,
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  if (child.pid === undefined) {
    const error = await new Promise<Error>((resolve) => child.once('error', resolve));
    removeBesides(launch);
    throw new BancadaError('ENGINE_UNAVAILABLE', { detail: error.message }, { cause: error });
  }
  child.unref();
  const reference = referenceOf(child.pid) ?? `${child.pid}:0`;
  const ended = new Promise<{ code: number | null }>((resolve) => child.once('exit', (code) => resolve({ code })));
  return running(launch, reference, port, ended);
}

export async function adoptService(reference: string, launch: ServiceLaunch): Promise<RunningService | null> {
  if (livePid(reference) === null) return null;
  const port = recordedPort(launch);
  if (port === null) return null;
  const ended = gone(reference).then(() => ({ code: null }));
  return running(launch, reference, port, ended);
}

function running(launch: ServiceLaunch, reference: string, port: number, ended: Promise<{ code: number | null }>): RunningService {
  const pid = Number.parseInt(reference, 10);
  const file = logPath(launch);
  const trim = setInterval(() => trimLog(file, launch.resources.logBytes), 10 * calmEveryMs).unref();
  let before: { at: number; used: number } | null = null;
  void ended.then(() => clearInterval(trim));
  return {
    reference,
    port,
    ended,
    logs: (limit) => lastLines(file, limit),
    async cpu() {
      const used = livePid(reference) === null ? null : cpuMs(pid);
      const at = performance.now();
      const last = before;
      before = used === null ? null : { at, used };
      if (used === null || last === null || at - last.at < 1) return null;
      return Math.max(0, (used - last.used) / (at - last.at) / launch.resources.cpus);
    },
    async stop() {
      if (livePid(reference) !== null) {
        signalGroup(pid, 'SIGTERM');
        const late = setTimeout(() => livePid(reference) !== null && signalGroup(pid, 'SIGKILL'), drainMs);
        await gone(reference, true);
        clearTimeout(late);
        signalGroup(pid, 'SIGKILL'); // whatever is left of its group
      }
      removeBesides(launch);
    },
  };
}

/** Resolves once the process is gone; looks often at first, when a service that cannot start ends. Only `urgent` keeps the core from exiting. */
async function gone(reference: string, urgent = false): Promise<void> {
  const since = performance.now();
  while (livePid(reference) !== null) {
    const calm = performance.now() - since > calmAfterMs;
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, urgent ? urgentEveryMs : calm ? calmEveryMs : watchEveryMs);
      if (!urgent) timer.unref();
    });
  }
}

function logPath(launch: ServiceLaunch): string {
  return `${launch.outDir}.log`;
}

/** The file is open for appending, so it may be emptied under the writer. */
function trimLog(file: string, limit: number): void {
  try {
    if (statSync(file).size > limit) truncateSync(file, 0);
  } catch {
    // gone with its endpoint
  }
}

function recordedPort(launch: ServiceLaunch): number | null {
  try {
    return (JSON.parse(readFileSync(besides(launch.outDir).context, 'utf8')) as { service: { port: number } }).service.port;
  } catch {
    return launch.port || null;
  }
}
