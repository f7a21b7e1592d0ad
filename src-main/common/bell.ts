/**
 * A bell between the cores of one home: a short-lived one (a command of the terminal) rings when it changed something that a long-lived one acts on.
 * The file system carries it, so nobody has to ask at intervals.
 */
import { type FSWatcher, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../storage/index.ts';

export interface Bell {
  ring(): void;
  /** Until the returned function is called. */
  listen(heard: () => void): () => void;
}

/** Many changes in a moment are one. */
const gatherMs = 1000;

export function openBell(home: Pick<Home, 'root'>): Bell {
  const file = join(home.root, 'bell');
  return {
    ring: () => writeFileSync(file, `${process.pid}\n`, { mode: 0o600 }),
    listen(heard) {
      writeFileSync(file, '', { mode: 0o600, flag: 'a' });
      let timer: NodeJS.Timeout | null = null;
      const watcher: FSWatcher = watch(file, { persistent: false }, () => {
        timer ??= setTimeout(() => {
          timer = null;
          heard();
        }, gatherMs).unref();
      });
      watcher.on('error', () => watcher.close()); // without it, what other cores change is seen at the next firing
      return () => {
        watcher.close();
        if (timer) clearTimeout(timer);
      };
    },
  };
}
