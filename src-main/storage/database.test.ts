import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bancada-db-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (key: string) => (db: Sqlite.Database) => db.prepare('INSERT INTO meta VALUES (?, ?)').run(key, key);
const keys = (db: Sqlite.Database) =>
  db
    .prepare<[], { key: string }>('SELECT key FROM meta ORDER BY key')
    .all()
    .map((row) => row.key);

describe('write', () => {
  it('is durable for another connection once it resolves', async () => {
    const storage = openDatabase(join(folder, 'a.db'));
    await storage.write(put('a'));
    const other = new Sqlite(join(folder, 'a.db'), { readonly: true });
    expect(keys(other)).toEqual(['a']);
    other.close();
    await storage.close();
  });

  it('commits what one turn of the event loop asks for together, in order', async () => {
    const storage = openDatabase(':memory:');
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((n) => storage.write(() => order.push(n))));
    expect(order).toEqual([1, 2, 3]);
    await storage.close();
  });

  it('lets a change in no hurry ride with the next that is, in the order of asking', async () => {
    const storage = openDatabase(':memory:');
    const order: string[] = [];
    const patient = storage.write(() => order.push('patient'), { withinMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(order).toEqual([]);
    await storage.write(() => order.push('hurried'));
    expect(order).toEqual(['patient', 'hurried']);
    await patient;
    await storage.write(() => order.push('alone'), { withinMs: 1 });
    expect(order).toEqual(['patient', 'hurried', 'alone']);
    await storage.close();
  });

  it('undoes only the change that fails, and rejects with its error', async () => {
    const storage = openDatabase(':memory:');
    const [good, bad, alsoGood] = await Promise.allSettled([
      storage.write(put('a')),
      storage.write((db) => {
        put('b')(db);
        throw new Error('no');
      }),
      storage.write(put('c')),
    ]);
    expect([good.status, bad.status, alsoGood.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(keys(storage.db)).toEqual(['a', 'c']);
    await storage.close();
  });
});

describe('opening', () => {
  it('keeps what was written and runs no migration twice', async () => {
    const path = join(folder, 'b.db');
    const first = openDatabase(path);
    await first.write(put('kept'));
    const version = first.db.pragma('user_version', { simple: true });
    await first.close();
    const second = openDatabase(path);
    expect(keys(second.db)).toEqual(['kept']);
    expect(second.db.pragma('user_version', { simple: true })).toBe(version);
    await second.close();
  });

  it('refuses a file of a newer Bancada and leaves it as it is', async () => {
    const path = join(folder, 'c.db');
    const newer = new Sqlite(path);
    newer.pragma('user_version = 9999');
    newer.close();
    expect(() => openDatabase(path)).toThrowError(expect.objectContaining({ code: 'STORAGE_NEWER' }));
    const after = new Sqlite(path);
    expect(after.pragma('user_version', { simple: true })).toBe(9999);
    after.close();
  });

  it('syncs every commit to the disk', async () => {
    const storage = openDatabase(join(folder, 'd.db'));
    expect(storage.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(storage.db.pragma('journal_mode', { simple: true })).toBe('wal');
    await storage.close();
  });
});
