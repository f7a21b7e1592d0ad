/**
 * The lab's SQLite file: WAL, synchronous=FULL, forward-only migrations.
 * `write` groups all changes asked for in one turn of the event loop into one durable transaction and resolves after the commit:
 * FULL with grouping is faster than NORMAL without it, and nothing acknowledged is lost.
 */
import { chmodSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { migrate } from './migrate.ts';

export interface Storage {
  readonly db: Sqlite.Database;
  /**
   * Runs `change` inside the next group commit, at the end of this turn of the event loop. When it throws, only its own changes are undone.
   * With `withinMs` it may wait that long for a commit that somebody needs sooner. Changes are made in the order in which they were asked for, whoever waits.
   */
  write<T>(change: (db: Sqlite.Database) => T, patience?: { withinMs: number }): Promise<T>;
  close(): Promise<void>;
}

interface Pending {
  run: () => void;
  settle: () => void;
  fail: (error: unknown) => void;
}

export function openDatabase(path: string): Storage {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  if (path !== ':memory:') chmodSync(path, 0o600);
  migrate(db);

  let pending: Pending[] = [];
  const isolate = db.transaction((run: () => void) => run());
  const commit = db.transaction((group: Pending[]) => {
    for (const item of group) item.run();
  });

  let atOnce: NodeJS.Immediate | null = null;
  let later: NodeJS.Timeout | null = null;

  function schedule(withinMs: number): void {
    if (withinMs === 0) atOnce ??= setImmediate(flush);
    else later ??= setTimeout(flush, withinMs);
  }

  function flush(): void {
    if (atOnce) clearImmediate(atOnce);
    if (later) clearTimeout(later);
    atOnce = null;
    later = null;
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    try {
      commit.immediate(group);
    } catch (error) {
      for (const item of group) item.fail(error);
      return;
    }
    for (const item of group) item.settle();
  }

  function write<T>(change: (db: Sqlite.Database) => T, { withinMs } = { withinMs: 0 }): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let settle: () => void;
      schedule(withinMs);
      pending.push({
        run: () => {
          try {
            let value: T;
            isolate(() => {
              value = change(db);
            });
            settle = () => resolve(value);
          } catch (error) {
            settle = () => reject(error);
          }
        },
        settle: () => settle(),
        fail: reject,
      });
    });
  }

  return {
    db,
    write,
    close: async () => {
      flush();
      db.close();
    },
  };
}
