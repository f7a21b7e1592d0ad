import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openTestTables } from './test-tables.ts';

const { core, tables, file, dispose } = openTestTables({ idleMs: 300 });
afterAll(dispose);

/** Children of ours that read tables. */
function readers(): number[] {
  const found = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return found
    .split('\n')
    .filter((line) => line.includes('table-worker'))
    .map((line) => Number.parseInt(line, 10));
}

const everyMs = 2;

/**
 * How late each turn of the event loop comes through what this process does. That it waited for a processor, which others had, is not its doing: the kernel
 * counts that apart (where it does; elsewhere all of it counts).
 */
function watchTurns(): { end(): number[] } {
  const late: number[] = [];
  let [at, waited] = [performance.now(), waitedForProcessorMs()];
  const timer = setInterval(() => {
    const [now, waits] = [performance.now(), waitedForProcessorMs()];
    late.push(now - at - everyMs - (waits - waited));
    [at, waited] = [now, waits];
  }, everyMs);
  return {
    end() {
      clearInterval(timer);
      return late;
    },
  };
}

function waitedForProcessorMs(): number {
  const known = '/proc/self/schedstat';
  return existsSync(known) ? Number(readFileSync(known, 'latin1').split(' ')[1]) / 1e6 : 0;
}

const wide = file('largo.csv', `a,b,c\n${Array.from({ length: 400_000 }, (_, i) => `${i},${(i * 7919) % 100_003},texto ${i % 977}`).join('\n')}\n`);

test('a process starts with the first question and ends when idle', async () => {
  expect(readers()).toEqual([]);
  await tables.schema(wide);
  expect(readers()).toHaveLength(1);
  await expect.poll(readers, { timeout: 5000 }).toEqual([]);
});

test('a process that is killed costs its job and nothing else', async () => {
  const begun = Promise.withResolvers<void>();
  const asked = tables.profileTable(wide, { onProgress: () => begun.resolve() });
  await begun.promise;
  expect(readers()).toHaveLength(1);
  process.kill(readers()[0]!, 'SIGKILL');
  await expect(asked).rejects.toMatchObject({ code: 'TABLE_PROCESS_LOST', data: { detail: 'SIGKILL' } });
  expect((await tables.profileTable(wide)).rows).toBe(400_000);
});

test('a cancelled job ends at once, leaves nothing, and the next one runs', async () => {
  const begun = Promise.withResolvers<void>();
  const cancel = new AbortController();
  const asked = tables.profileTable(wide, { signal: cancel.signal, onProgress: () => begun.resolve() });
  await begun.promise;
  cancel.abort(new Error('no more'));
  // Before anything else happens in this process, however busy the machine is.
  const next = new Promise((resolve) => setImmediate(resolve, 'later'));
  await expect(Promise.race([asked, next])).rejects.toThrow('no more');
  expect((await tables.sample(wide, { offset: 399_999, limit: 5 })).rows).toEqual([
    { number: 400_000, cells: [399_999, (399_999 * 7919) % 100_003, `texto ${399_999 % 977}`] },
  ]);
  const root = join(core.home.runs, '.tables');
  const left = readdirSync(root).flatMap((owner) => readdirSync(join(root, owner)));
  expect(left.filter((name) => name !== 'copies')).toEqual([]);
  await expect(tables.schema(wide, { signal: AbortSignal.abort() })).rejects.toThrow();
});

test('progress goes forward only, to the end', async () => {
  const told: number[] = [];
  await tables.profileTable(wide, { onProgress: ({ fraction }) => told.push(fraction) });
  expect(told.length).toBeGreaterThan(3);
  expect(told.every((fraction, index) => fraction >= (told[index - 1] ?? 0) && fraction <= 1)).toBe(true);
});

test('the event loop of the core goes on while a table is read', async () => {
  await tables.schema(wide);
  const turns = watchTurns();
  await Promise.all([tables.profileTable(wide), tables.compareTables(wide, wide, { key: ['a'] })]);
  const late = turns.end().sort((a, b) => a - b);
  // The bar is 20 ms on a quiet machine; tests share theirs.
  expect(late[Math.floor(late.length * 0.99)]).toBeLessThan(100);
});

test.each([
  ['reads another file', "SELECT * FROM read_text('/etc/passwd')"],
  ['reads another file of the same folder', (folder: string) => `SELECT * FROM read_csv('${folder}/outro.csv')`],
  ['lists a folder', "SELECT * FROM glob('/etc/*')"],
  ['writes elsewhere', (folder: string) => `COPY (SELECT 1) TO '${folder}/fora.csv'`],
  ['attaches a database', (folder: string) => `ATTACH '${folder}/fora.db'`],
  ['goes to the network', "SELECT * FROM read_csv('https://127.0.0.1:9/a.csv')"],
  ['installs an extension', 'INSTALL httpfs'],
  ['loads a library', "LOAD '/lib/x86_64-linux-gnu/libc.so.6'"],
  ['opens its doors again', 'SET enable_external_access = true'],
  ['takes more memory', "SET memory_limit = '100GB'"],
] as const)('a query that %s is refused', async (_, attack) => {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-tables-'));
  writeFileSync(join(folder, 'outro.csv'), 'segredo\n1\n');
  const { openSession } = await import('./worker/session.ts');
  mkdirSync(join(folder, 'job'));
  const job = {
    id: 1,
    name: 'x',
    args: {},
    folder: join(folder, 'job'),
    files: [join(folder, 'meu.csv')],
    copies: [],
    memoryBytes: 2 ** 27,
    threads: 1,
  };
  const session = await openSession(job, new AbortController().signal, () => {});
  await expect(session.rows(typeof attack === 'string' ? attack : attack(folder))).rejects.toThrow(/Permission Error|locked|disabled/);
  session.close();
  expect(readdirSync(folder)).toEqual(['outro.csv']);
  rmSync(folder, { recursive: true });
});

test('whoever reads ends with its core, at once', async () => {
  const program = join(core.home.root, 'core.ts');
  writeFileSync(
    program,
    `import { openTestTables } from ${JSON.stringify(new URL('./test-tables.ts', import.meta.url).href)};
const { tables } = openTestTables();
await tables.schema({ path: ${JSON.stringify(wide.path)}, format: 'csv' });
process.send?.('ready'); setInterval(() => {}, 1000);`,
  );
  const child: ChildProcess = fork(program, { stdio: 'ignore' });
  await new Promise((resolve) => child.once('message', resolve));
  const [reader] = execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);
  child.kill('SIGKILL');
  await expect
    .poll(() => existsSync(`/proc/${reader}`) && !readFileSync(`/proc/${reader}/stat`, 'utf8').includes(') Z '), { timeout: 3000 })
    .toBe(false);
});
