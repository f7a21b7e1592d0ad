/**
 * `createOthers`: what other processes write into this home (a command of the terminal, a second window's core) becomes news here too, while somebody
 * listens. The file system says that the log of the database grew, SQLite whether that was another connection: nobody asks at intervals.
 */
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Core } from '../common/core.ts';
import type { LabChange } from '../contract/system.ts';

/** Many writes in a moment are one. */
const gatherMs = 1000;

/** What windows show that costs little to ask for again. The rest is told by what it consists of: the settings, and which endpoints there are. */
const cheap: readonly LabChange['topic'][] = ['runs', 'queue', 'triggers', 'datasets', 'tracking', 'registry', 'monitoring', 'progress'];

export function createOthers({ home, storage: { db }, changes, log }: Pick<Core, 'home' | 'storage' | 'changes' | 'log'>, gather = gatherMs) {
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  const marks: Partial<Record<LabChange['topic'], () => string>> = {
    settings: markOf(db.prepare<[], unknown[]>('SELECT key, value FROM settings ORDER BY key').raw()),
    endpoints: markOf(db.prepare<[], unknown[]>('SELECT name, status, revision FROM endpoints ORDER BY name').raw()),
  };
  const known = new Map<string, string>();
  const file = `${basename(home.database)}-wal`;
  let seen = 0;
  let listeners = 0;
  let watcher: FSWatcher | null = null;
  let timer: NodeJS.Timeout | null = null;

  function remember(): LabChange['topic'][] {
    seen = version.get()!;
    return Object.entries(marks).flatMap(([topic, mark]) => {
      const now = mark();
      if (known.get(topic) === now) return [];
      known.set(topic, now);
      return [topic as LabChange['topic']];
    });
  }
  /** Whether another connection has written since the last look; then it is told. */
  function look(): boolean {
    if (version.get() === seen) return false;
    for (const topic of [...cheap, ...remember()]) changes.publish({ topic });
    return true;
  }
  function begin(): void {
    remember();
    try {
      watcher = watch(dirname(home.database), { persistent: false }, (_event, name) => {
        if (name !== file) return;
        timer ??= setTimeout(() => {
          timer = null;
          look();
        }, gather).unref();
      });
      watcher.on('error', () => watcher?.close());
    } catch (error) {
      log.warn('what other processes write is not seen', { error });
    }
  }
  function end(): void {
    watcher?.close();
    watcher = null;
    if (timer) clearTimeout(timer);
    timer = null;
  }

  return {
    look,
    /** Until the returned function is called. */
    attend(): () => void {
      listeners += 1;
      if (listeners === 1) begin();
      return () => {
        listeners -= 1;
        if (listeners === 0) end();
      };
    },
  };
}

function markOf(statement: { all(): unknown[] }): () => string {
  return () => JSON.stringify(statement.all());
}
