/**
 * `isEnding`: whether nothing of a process runs again: the kernel has begun to end each of its threads, or is about to and the thread sleeps. Taking the process
 * apart (its memory, above all) goes on for some milliseconds after that.
 */
import { readdirSync, readFileSync } from 'node:fs';

export function isEnding(pid: number, patienceMs: number): boolean {
  for (const from = performance.now(); performance.now() - from < patienceMs; Atomics.wait(pause, 0, 0, 0.1)) {
    if (threads(pid).every((thread) => isOver(`/proc/${pid}/task/${thread}`))) return true;
  }
  return false;
}

function threads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // gone altogether
  }
}

/** PF_EXITING of the kernel's flags of a task. */
const exiting = 0x4;
/** Of the fields behind the name: state, …, flags. */
const flagsField = 6;
/** SIGKILL in a set of signals, where it is the ninth bit. */
const kill = 1n << 8n;

function isOver(thread: string): boolean {
  try {
    const stat = readFileSync(`${thread}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    if (state === 'Z' || state === 'X' || (Number(fields[flagsField]) & exiting) !== 0) return true;
    if (state !== 'S') return false;
    const pending = /^SigPnd:\s*([0-9a-f]+)$/m.exec(readFileSync(`${thread}/status`, 'latin1'))?.[1];
    return (BigInt(`0x${pending}`) & kill) !== 0n;
  } catch {
    return true; // gone in the meantime
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));
