/**
 * `kill -9` of the tracking server at random moments while clients log: nothing that was acknowledged is lost, no batch is there in half, the file is whole,
 * and the next server starts as if nothing had happened. BANCADA_KILLS=1000 for the longer stage.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '../compat/support/server.ts';
import { cliProgram, root } from '../support/cli.ts';

const kills = Number(process.env.BANCADA_KILLS ?? 100);
const clients = 4;
const perBatch = 50;
/** Each with a home of its own, side by side. */
const lanes = 2;
/** What the server said yes to: run → batches, by number. */
type Acknowledged = Map<string, Set<number>>;
const folder = mkdtempSync(join(tmpdir(), 'bancada-kill-tracking-'));
let next = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

async function start(home: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [cliProgram, 'tracking', 'serve', '--port', String(port), '--json'], {
    cwd: root,
    env: { ...process.env, BANCADA_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

function caller(port: number) {
  return async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

/** Logs until the server is gone. */
async function log(port: number, acknowledged: Acknowledged, begun: () => void): Promise<void> {
  const call = caller(port);
  const { run } = (await call('runs/create', { experiment_id: '0' })) as { run: { info: { run_id: string } } };
  const { run_id } = run.info;
  const batches = new Set<number>();
  acknowledged.set(run_id, batches);
  for (;;) {
    const batch = next++;
    const metrics = Array.from({ length: perBatch }, (_, i) => ({ key: `k${i % 5}`, value: batch, timestamp: batch, step: i }));
    await call('runs/log-batch', { run_id, metrics, tags: [{ key: `lote.${batch}`, value: 'inteiro' }] });
    batches.add(batch);
    begun();
  }
}

async function lane(home: string, rounds: number): Promise<Acknowledged> {
  const acknowledged: Acknowledged = new Map();
  const port = await freePort();
  for (let round = 0; round < rounds; round += 1) {
    const server = await start(home, port);
    let logging: Promise<unknown> = Promise.resolve();
    // A kill counts when somebody has been answered: then, at any moment of the next batches.
    await new Promise<void>((begun) => {
      logging = Promise.allSettled(Array.from({ length: clients }, () => log(port, acknowledged, begun)));
    });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    server.kill('SIGKILL');
    await once(server, 'exit');
    await logging;
  }
  return acknowledged;
}

/** How many acknowledged batches the file holds: all of them, whole. */
function verify(home: string, acknowledged: Acknowledged): number {
  const db = new Sqlite(join(home, 'bancada.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const points = db.prepare<[string], { batch: number; points: number }>(
    'SELECT timestamp AS batch, count(*) AS points FROM metrics JOIN runs ON id = run WHERE run_id = ? GROUP BY timestamp',
  );
  const tags = db.prepare<[string], { key: string }>("SELECT key FROM tags JOIN runs ON id = run WHERE run_id = ? AND key LIKE 'lote.%'");
  let kept = 0;
  for (const [runId, batches] of acknowledged) {
    const found = points.all(runId);
    expect(found.filter((each) => each.points !== perBatch)).toEqual([]);
    const whole = new Set(found.map(({ batch }) => batch));
    expect([...batches].filter((batch) => !whole.has(batch))).toEqual([]);
    expect(new Set(tags.all(runId).map(({ key }) => Number(key.slice(5))))).toEqual(whole);
    kept += batches.size;
  }
  db.close();
  return kept;
}

it(`loses nothing over ${kills} kills`, { timeout: 120_000 + kills * 4000 }, async () => {
  const homes = Array.from({ length: lanes }, (_, index) => join(folder, `home-${index}`));
  const logged = await Promise.all(homes.map((home) => lane(home, Math.ceil(kills / lanes))));
  const kept = homes.map((home, index) => verify(home, logged[index]!)).reduce((sum, each) => sum + each, 0);
  console.log(`${kept} acknowledged batches over ${kills} kills`);
  expect(kept).toBeGreaterThan(kills);
});
