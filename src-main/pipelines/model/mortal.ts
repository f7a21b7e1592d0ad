/**
 * `mortalCore`: a core that dies at a chosen write, just before or just after it is committed, as a killed process does: from then on nothing of what it
 * began comes to anything, and nobody is told. Its clock may jump at a chosen write.
 */
import type Sqlite from 'better-sqlite3';
import type { Clock, Core } from '../../common/core.ts';
import { type Life, never } from './world.ts';

export interface Fate {
  /** Counted in writes from now on. */
  dieAt?: number | undefined;
  committed?: boolean;
  jump?: { at: number; ms: number } | undefined;
  cancelAt?: number | undefined;
}

export interface Mortal extends Life {
  readonly core: Core;
  readonly died: Promise<void>;
  /** What is to happen from here on; `onCancel` when its write has come. */
  decide(fate: Fate, onCancel: () => void): void;
  /** Resolves when what it had begun with files is over: of a killed process nothing would go on. */
  still(): Promise<void>;
}

class Died extends Error {}

const statements = new WeakMap<Sqlite.Database, Map<string, unknown>>();

/** Preparing its statements is most of what a core costs, and there are thousands of cores on one database here. */
export function preparedOnce(db: Sqlite.Database): Sqlite.Database {
  const known = statements.get(db) ?? new Map<string, unknown>();
  statements.set(db, known);
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (sql: string) => {
        if (!known.has(sql)) known.set(sql, target.prepare(sql));
        return known.get(sql);
      };
    },
  });
}

export function mortalCore(outer: Core, clock: Clock & { move(ms: number): void }): Mortal {
  let isDead = false;
  let writes = 0;
  let fate: Fate = {};
  let onCancel = () => {};
  const death = Promise.withResolvers<void>();
  const busy = new Set<Promise<unknown>>();

  function hold(work: Promise<unknown>): void {
    busy.add(work);
    void work.catch(() => {}).finally(() => busy.delete(work));
  }
  function die(): void {
    isDead = true;
    death.resolve();
  }
  /** Answers only the living. */
  function told<T>(work: Promise<T>): Promise<T> {
    return work.then(
      (value) => (isDead ? never : value),
      (error) => (isDead ? never : Promise.reject(error)),
    );
  }
  const { storage, artifacts } = outer;
  const core: Core = {
    ...outer,
    clock,
    storage: {
      ...storage,
      db: preparedOnce(storage.db),
      write(change, how) {
        if (isDead) return never;
        const work = storage.write((db) => {
          if (isDead) throw new Died();
          writes += 1;
          if (writes === fate.jump?.at) clock.move(fate.jump.ms);
          if (writes === fate.cancelAt) setImmediate(onCancel);
          if (writes === fate.dieAt && !fate.committed) {
            die();
            throw new Died();
          }
          const value = change(db);
          if (writes === fate.dieAt) die();
          return value;
        }, how);
        return told(work);
      },
    },
    artifacts: {
      ...artifacts,
      take(path, about) {
        if (isDead) return never;
        const work = artifacts.take(path, about);
        hold(work);
        return told(work);
      },
    },
  };
  return {
    core,
    hold,
    died: death.promise,
    get isDead() {
      return isDead;
    },
    decide(next, cancel) {
      writes = 0;
      fate = next;
      onCancel = cancel;
    },
    async still() {
      while (busy.size > 0) await Promise.allSettled(busy);
      await new Promise((resolve) => setTimeout(resolve, 2)); // what it removes of its folders
    },
  };
}
