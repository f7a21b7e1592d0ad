/**
 * The lab's SQLite file: WAL, synchronous=FULL, forward-only migrations.
 * `write` groups all changes asked for in one turn of the event loop into one durable transaction and resolves after the commit:
 * FULL with grouping is faster than NORMAL without it, and nothing acknowledged is lost.
 */
import { chmodSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { BancadaError } from '../contract/errors.ts';
import { takeAutomatic } from './automatic.ts';
import { compileOnUse } from './compile-on-use.ts';
import { migrate } from './migrate.ts';
import { isDamage, markDamaged, openSound } from './rescue.ts';

export interface Storage {
  readonly db: Sqlite.Database;
  /**
   * Runs `change` inside the next group commit, at the end of this turn of the event loop. When it throws, only its own changes are undone.
   * With `withinMs` it may wait that long for a commit that somebody needs sooner. Changes are made in the order in which they were asked for, whoever waits.
   * One that is `checkedFirst` throws a BancadaError only before its first row, so it needs no savepoint, which is a fifth of a batch of metrics.
   * Many changes are made in several commits, so that none of them holds up the event loop.
   */
  write<T>(change: (db: Sqlite.Database) => T, how?: { withinMs?: number; checkedFirst?: boolean }): Promise<T>;
  close(): Promise<void>;
}

/** What one commit may take before its fsync; the changes that are left get the next one. */
const turnMs = 8;

interface Pending {
  run: () => void;
  settle: () => void;
  fail: (error: unknown) => void;
}

export function openDatabase(path: string): Storage {
  const db = path === ':memory:' ? connect(path) : openSound(path, () => connect(path));
  compileOnUse(db);

  let pending: Pending[] = [];
  const isolate = db.transaction((run: () => void) => run());
  /** Answers how many of them it made. */
  const commit = db.transaction((group: readonly Pending[]): number => {
    const end = performance.now() + turnMs;
    let made = 0;
    for (const item of group) {
      item.run();
      made++;
      if (performance.now() > end) break;
    }
    return made;
  });

  let atOnce: NodeJS.Immediate | null = null;
  let later: { timer: NodeJS.Timeout; due: number } | null = null;

  function schedule(withinMs: number): void {
    if (withinMs === 0) {
      atOnce ??= setImmediate(flush);
      return;
    }
    const due = performance.now() + withinMs;
    if (later && later.due <= due) return;
    if (later) clearTimeout(later.timer);
    later = { timer: setTimeout(flush, withinMs), due };
  }

  function flush(): void {
    if (atOnce) clearImmediate(atOnce);
    if (later) clearTimeout(later.timer);
    atOnce = null;
    later = null;
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    let made = group.length;
    try {
      made = commit.immediate(group);
    } catch (error) {
      if (isDamage(error)) markDamaged(path, String(error));
      for (const item of group) item.fail(error);
      return;
    }
    if (made < group.length) {
      pending = group.slice(made);
      schedule(0);
    }
    for (let i = 0; i < made; i++) group[i]!.settle();
  }

  function write<T>(change: (db: Sqlite.Database) => T, how: { withinMs?: number; checkedFirst?: boolean } = {}): Promise<T> {
    const { withinMs = 0, checkedFirst = false } = how;
    return new Promise<T>((resolve, reject) => {
      let settle: () => void;
      schedule(withinMs);
      pending.push({
        run: () => {
          try {
            let value: T;
            const make = () => {
              value = change(db);
            };
            if (checkedFirst) make();
            else isolate(make);
            settle = () => resolve(value);
          } catch (error) {
            // Without a savepoint nobody knows what was left behind: the whole group is undone.
            if (checkedFirst && !(error instanceof BancadaError)) throw error;
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
      while (pending.length > 0) flush();
      if (atOnce) clearImmediate(atOnce);
      db.close();
    },
  };
}

function connect(path: string): Sqlite.Database {
  const db = new Sqlite(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    if (path !== ':memory:') chmodSync(path, 0o600);
    migrate(db, () => path !== ':memory:' && takeAutomatic(db, path, 'migration', Date.now()));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
