/** kill -9 while data are imported and collected: what was acknowledged is there whole, nothing half-written stays, and the next core goes on. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createChanges } from '../../src-main/common/changes.ts';
import { systemClock } from '../../src-main/common/core.ts';
import { openLog } from '../../src-main/common/log.ts';
import { createDatasets } from '../../src-main/datasets/index.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';

const rounds = 8;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-imports-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

/** The newest version of each set that a core acknowledged before it was killed. */
async function killedAfter(ms: number, seed: number): Promise<Map<string, { version: number; digest: string }>> {
  const core = spawn(process.execPath, [fileURLToPath(new URL('importer.ts', import.meta.url)), root, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  core.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(core, 'close');
  while (said === '' && core.exitCode === null) await sleep(10);
  await sleep(ms);
  core.kill('SIGKILL');
  await ended;
  const newest = new Map<string, { version: number; digest: string }>();
  for (const line of said.split('\n').slice(0, -1)) {
    const [name = '', version = '', digest = ''] = line.split(' ');
    newest.set(name, { version: Number(version), digest });
  }
  return newest;
}

async function expectWhole(acknowledged: Awaited<ReturnType<typeof killedAfter>>): Promise<void> {
  const home = openHome(root);
  const storage = openDatabase(home.database);
  const log = openLog(home.logs, false);
  const nobody = () => Promise.reject(new Error('nobody reads tables here'));
  const datasets = createDatasets(
    { home, homeId: 'after', storage, artifacts: openArtifacts(home.artifacts), changes: createChanges(), clock: systemClock, log },
    {
      catalog: { datasets: () => [], dataset: nobody },
      tables: { profileTable: nobody, relations: nobody, sample: nobody, compareTables: nobody },
      thread: new URL('../../src-main/data-thread.ts', import.meta.url),
    },
  );
  try {
    await datasets.recover();
    expect(storage.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(storage.db.pragma('foreign_key_check')).toEqual([]);
    for (const [name, { version, digest }] of acknowledged) {
      const latest = datasets.latest(name)!;
      expect(latest.version).toBeGreaterThanOrEqual(version);
      if (latest.version === version) expect(latest.digest).toBe(digest);
    }
    for (const { name } of await datasets.list()) {
      for (const { version, digest } of (await datasets.get(name)).items) {
        const target = join(root, 'volta.bin');
        for await (const _ of datasets.jobs.watch(datasets.export(name, version, target).jobId));
        expect(createHash('sha256').update(readFileSync(target)).digest('hex'), `${name}@v${version}`).toBe(digest);
        rmSync(target);
      }
    }
    const one = <T>(sql: string) => storage.db.prepare(sql).pluck().get() as T;
    expect(one('SELECT count(*) FROM data_contents WHERE owner IS NOT NULL')).toBe(0);
    expect(one('SELECT count(*) FROM data_chunks WHERE id NOT IN (SELECT chunk FROM data_recipes)')).toBe(0);
    const packs = join(home.artifacts, 'data', 'packs');
    const named = storage.db.prepare('SELECT name FROM data_packs ORDER BY name').pluck().all();
    expect(existsSync(packs) ? readdirSync(packs).sort() : []).toEqual(named);
    expect(readdirSync(home.artifacts, { recursive: true }).filter((name) => String(name).endsWith('.new'))).toEqual([]);
  } finally {
    await datasets.close();
    await storage.close();
    log.close();
  }
}

it('leaves what was acknowledged, whole, and nothing half-written', async () => {
  for (let round = 0; round < rounds; round++) await expectWhole(await killedAfter(40 + Math.random() * 700, round));
}, 180_000);
