import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BancadaError } from '../contract/errors.ts';
import { openDatabase, type Storage } from './database.ts';
import { readQuery } from './read-query.ts';
import { asJson, inlineReaders, openReaders, type Readers } from './readers.ts';

/** The same queries here and in the thread, which is a module of its own. */
const keys = readQuery<{ above: string }>('keys', (db, { above }) =>
  JSON.stringify(db.prepare('SELECT key FROM meta WHERE key > ?').pluck().all(above)),
);
const refused = readQuery<object>('refused', () => {
  throw new BancadaError('RUN_NOT_FOUND', { run: 'x' });
});
const broken = readQuery<object>('broken', (db) => db.prepare('SELECT absent FROM meta').get() as string);
const slow = readQuery<{ count: number }>('slow', (db, { count }) =>
  String(db.prepare('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT sum(i) FROM n').pluck().get(count)),
);
const writes = readQuery<object>('writes', (db) => String(db.prepare("INSERT INTO meta VALUES ('z', '')").run().changes));
const ends = readQuery<object>('ends', () => process.exit(1));
/** Known in the thread only, where it looks at its own number. */
const priority = readQuery<object>('priority', () => '');
const unknown = readQuery<object>('unknown', () => '');

const thread = `
import { readlinkSync } from 'node:fs';
import { getPriority } from 'node:os';
import { serveReads } from ${JSON.stringify(join(import.meta.dirname, 'reader-thread.ts'))};
import { BancadaError } from ${JSON.stringify(join(import.meta.dirname, '../contract/errors.ts'))};
serveReads([
  { name: 'keys', run: ${keys.run.toString()} },
  { name: 'refused', run: () => { throw new BancadaError('RUN_NOT_FOUND', { run: 'x' }); } },
  { name: 'broken', run: ${broken.run.toString()} },
  { name: 'slow', run: ${slow.run.toString()} },
  { name: 'writes', run: ${writes.run.toString()} },
  { name: 'priority', run: () => String(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)))) },
  { name: 'ends', run: () => process.exit(1) },
]);`;

let folder: string;
let storage: Storage;
let readers: Readers;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bancada-readers-'));
  storage = openDatabase(join(folder, 'a.db'));
  writeFileSync(join(folder, 'thread.ts'), thread);
  readers = openReaders({ database: join(folder, 'a.db'), thread: pathToFileURL(join(folder, 'thread.ts')), threads: 2 });
  await put('a');
});
afterEach(async () => {
  await readers.close();
  await storage.close();
  rmSync(folder, { recursive: true });
});

const put = (key: string) => storage.write((db) => db.prepare('INSERT INTO meta VALUES (?, ?)').run(key, ''));
const ask = async (above = '') => asJson<string[]>(await readers.ask(keys, { above }));

describe('threads', () => {
  it('answer what is there, and all that was written before they were asked', async () => {
    expect(await ask()).toEqual(['a']);
    for (const key of ['b', 'c', 'd']) {
      await put(key);
      expect((await ask()).at(-1)).toBe(key);
    }
    expect(await ask('b')).toEqual(['c', 'd']);
  });

  it('answer many at once, each its own', async () => {
    for (const key of 'bcdefghij') await put(key);
    const answers = await Promise.all([...'abcdefghij'].map((key) => ask(key)));
    expect(answers.map((found) => found.length)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('hand errors over with their codes, and go on', async () => {
    await expect(readers.ask(refused, {})).rejects.toMatchObject({ code: 'RUN_NOT_FOUND', data: { run: 'x' } });
    await expect(readers.ask(broken, {})).rejects.toThrow(/no such column/);
    await expect(readers.ask(unknown, {})).rejects.toThrow(/no read is called unknown/);
    expect(await ask()).toEqual(['a']);
  });

  it.runIf(process.platform === 'linux')('give way to this thread where both share a core', async () => {
    expect(asJson<number>(await readers.ask(priority, {}))).toBeGreaterThan(getPriority());
  });

  it('leave nothing of an answer in memory once it was read', async () => {
    const bytes = await readers.ask(keys, { above: '' });
    expect(asJson(bytes)).toEqual(['a']);
    expect(bytes.buffer.byteLength).toBe(0);
  });

  it('cannot write', async () => {
    await expect(readers.ask(writes, {})).rejects.toThrow(/readonly/);
  });

  it('leave this thread free while they read', async () => {
    await ask();
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const begun = performance.now();
    await readers.ask(slow, { count: 3_000_000 });
    const took = performance.now() - begun;
    clearInterval(ticking);
    expect(longest).toBeLessThan(took / 2);
  });

  it('that end take only their own job with them', async () => {
    const lost = readers.ask(ends, {});
    const others = [ask(), ask(), ask()];
    await expect(lost).rejects.toThrow(/ended/);
    expect(await Promise.all(others)).toEqual([['a'], ['a'], ['a']]);
  });
});

describe('closing', () => {
  it('waits for what is being read and refuses what stands in line and what comes', async () => {
    const asked = Array.from({ length: 4 }, () => readers.ask(slow, { count: 300_000 }).then(asJson<number>, (error: Error) => error.message));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await readers.close();
    const [one, two, ...rest] = await Promise.all(asked);
    expect([one, two]).toEqual([45_000_150_000, 45_000_150_000]);
    expect(rest).toEqual(['the readers are closed', 'the readers are closed']);
    await expect(ask()).rejects.toThrow(/closed/);
  });

  it('of threads that nobody asks goes by itself, and the next question finds another', async () => {
    const brief = openReaders({ database: join(folder, 'a.db'), thread: pathToFileURL(join(folder, 'thread.ts')), idleMs: 20 });
    await brief.ask(keys, { above: '' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(asJson(await brief.ask(keys, { above: '' }))).toEqual(['a']);
    await brief.close();
  });
});

it('reads inline where there are no threads', async () => {
  expect(asJson(await inlineReaders(storage.db).ask(keys, { above: '' }))).toEqual(['a']);
  await expect(inlineReaders(storage.db).ask(refused, {})).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});
