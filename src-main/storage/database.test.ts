import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BancadaError } from '../contract/errors.ts';
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

describe('a change that is checked first', () => {
  const refusing = () => {
    throw new BancadaError('RUN_NOT_FOUND', { run: 'x' });
  };

  it('is refused alone when it says so before it writes', async () => {
    const storage = openDatabase(':memory:');
    const results = await Promise.allSettled([
      storage.write(put('a'), { checkedFirst: true }),
      storage.write(refusing, { checkedFirst: true }),
      storage.write(put('b')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(keys(storage.db)).toEqual(['a', 'b']);
    await storage.close();
  });

  it('leaves nothing of its group behind when it breaks off in the middle, and the next group is as ever', async () => {
    const storage = openDatabase(':memory:');
    const broken = (db: Sqlite.Database) => {
      put('b')(db);
      put('b')(db);
    };
    const results = await Promise.allSettled([storage.write(put('a')), storage.write(broken, { checkedFirst: true }), storage.write(put('c'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(keys(storage.db)).toEqual([]);
    await storage.write(put('d'));
    expect(keys(storage.db)).toEqual(['d']);
    await storage.close();
  });
});

describe('very many changes at once', () => {
  it('are made in order in several commits, and others have their turn between them', async () => {
    const storage = openDatabase(join(folder, 'many.db'));
    const busy = (ms: number) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    };
    const order: number[] = [];
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        storage.write((db) => {
          put(String(n).padStart(2, '0'))(db);
          order.push(n);
          busy(1);
        }),
      ),
    );
    clearInterval(turn);
    expect(order).toEqual(Array.from({ length: 60 }, (_, n) => n));
    expect(keys(storage.db)).toHaveLength(60);
    expect(turns).toBeGreaterThanOrEqual(3);
    await storage.close();
  });

  it('are all there after closing right away', async () => {
    const path = join(folder, 'closed.db');
    const storage = openDatabase(path);
    const writes = Array.from({ length: 40 }, (_, n) =>
      storage.write((db) => {
        put(`k${n}`)(db);
        const end = performance.now() + 1;
        while (performance.now() < end);
      }),
    );
    await storage.close();
    await Promise.all(writes);
    const again = openDatabase(path);
    expect(keys(again.db)).toHaveLength(40);
    await again.close();
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
