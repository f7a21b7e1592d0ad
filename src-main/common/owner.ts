/**
 * Who works on something: `pid:start:instance`. A core that died is told from one that lives by its process id together with the start time of that process,
 * and, inside our own process, by the instances that are still open.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const open = new Set<string>();

export function newOwner(): string {
  const owner = `${process.pid}:${startOf(process.pid) ?? '-'}:${randomBytes(6).toString('hex')}`;
  open.add(owner);
  return owner;
}

export function leave(owner: string): void {
  open.delete(owner);
}

export function isAlive(owner: string): boolean {
  const [pid = '', start = ''] = owner.split(':');
  if (Number(pid) === process.pid) return open.has(owner);
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return start === '-' || startOf(Number(pid)) === start;
}

/** Start time in clock ticks since boot, where the system tells it: a number that a later process of the same id cannot have. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'zombie' : (fields[19] ?? null);
  } catch {
    return null;
  }
}
