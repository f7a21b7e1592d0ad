/**
 * `earlyEnd`: that a container's program has ended well, seen before the engine says so: its last word was heard and its first process is gone, and with
 * that every other inside. Only where its processes are to be seen, on Linux without a virtual machine between; elsewhere it never resolves.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from './client.ts';

/** How long the end may take after the last word; the engine tells of what takes longer. */
const patienceMs = 100;

export async function earlyEnd(client: ContainerClient, id: string, lastWord: Promise<void>): Promise<{ code: 0; isSure: true }> {
  const state = await client.inspect(id).catch(() => null);
  if (state?.running && isInside(state.pid, id)) {
    await lastWord;
    for (let waited = 0; waited < patienceMs; waited += 1) {
      if (!isAlive(state.pid)) return { code: 0, isSure: true };
      await sleep(1);
    }
  }
  return new Promise(() => {});
}

/** A number alone could be another process of this computer: the engine may run in a virtual machine. */
export function isInside(pid: number, id: string): boolean {
  return read(pid, 'cgroup').includes(id);
}

/** A zombie has ended, and the kernel has ended the rest of its namespace before it. */
export function isAlive(pid: number): boolean {
  const stat = read(pid, 'stat');
  return stat !== '' && stat[stat.lastIndexOf(')') + 2] !== 'Z';
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
