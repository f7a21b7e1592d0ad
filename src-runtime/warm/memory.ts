/** `outOfMemoryKills`: how often the kernel has ended something in this container for lack of memory. Version 2 of control groups, else version 1. */
import { readFileSync } from 'node:fs';

const places = ['/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control'];

export function outOfMemoryKills(): number {
  for (const path of places) {
    try {
      return Number(/^oom_kill (\d+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? 0);
    } catch {
      // The other version.
    }
  }
  return 0;
}
