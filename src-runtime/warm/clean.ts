/**
 * `clean`: takes away what a step left in its container, and looks whether all of it is gone: processes, files in every folder that it may write to,
 * message queues, System V objects. Its output folder is not ours: the core gives a new one to each step.
 */
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Bounds {
  /** Who the step was. */
  readonly uid: number;
  /** Process ids of the agent's own. */
  readonly ours: ReadonlySet<number>;
  readonly writable: readonly string[];
}

const killMs = 500;

/** What could not be removed, or null. */
export function clean(bounds: Bounds): string | null {
  const { uid, writable } = bounds;
  try {
    const processes = endStrays(bounds);
    if (processes.length > 0) return `processes ${processes.join(', ')}`;
    for (const folder of writable) {
      if (readdirSync(folder).length > 0) as(uid, () => empty(folder));
      const [left] = readdirSync(folder);
      if (left !== undefined) return join(folder, left);
    }
    return systemV();
  } catch (error) {
    return String(error);
  }
}

/** A process of another user can be signalled only by root with a right that we do not have, or as that user. */
export function as(uid: number, action: () => void): void {
  process.seteuid!(uid);
  try {
    action();
  } finally {
    process.seteuid!(0);
  }
}

/** Processes that are left although they were killed. */
export function endStrays({ uid, ours }: Pick<Bounds, 'uid' | 'ours'>): number[] {
  const from = performance.now();
  for (;;) {
    const found = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 1 && !ours.has(pid));
    if (found.length === 0 || performance.now() - from > killMs) return found;
    as(uid, () => {
      for (const pid of found) kill(pid);
    });
    Atomics.wait(pause, 0, 0, 1);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Folders may have been closed to their owner. */
function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lstatSync(path).isDirectory()) {
      chmodSync(path, 0o700);
      empty(path);
    }
    rmSync(path, { recursive: true, force: true });
  }
}

function systemV(): string | null {
  for (const kind of ['msg', 'sem', 'shm']) {
    const path = `/proc/sysvipc/${kind}`;
    // The first line says what the columns are.
    if (existsSync(path) && readFileSync(path, 'utf8').trim().split('\n').length > 1) return path;
  }
  return null;
}

const pause = new Int32Array(new SharedArrayBuffer(4));
