/**
 * Two cores on one home start what is due, and are killed with SIGKILL at any moment, again and again: in the end every occasion has one firing and
 * every firing one run, whoever recorded it, whoever started it, whoever took it up.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openLab } from '../../src-main/lab.ts';
import { query } from './core-process.ts';
import { fastClock } from './fast-clock.ts';

const program = fileURLToPath(new URL('./trigger-core.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'bancada-trigger-kill-'));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

const start = Date.UTC(2026, 2, 2);
const speed = 600;
/** A second of ours. */
const everyMs = 600_000;
const rounds = 8;

function core(base: number): { child: ChildProcess; ready: Promise<void>; exited: Promise<void> } {
  const child = spawn(process.execPath, [program, home, String(base), String(start), String(speed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => child.stdout.on('data', (data) => String(data).includes('ready') && resolve()));
  return { child, ready: Promise.race([ready, exited]), exited };
}

test('no firing is lost or doubled when cores are killed while others live', async () => {
  mkdirSync(join(home, 'workspaces', '01-monolitica'), { recursive: true });
  writeFileSync(join(home, 'workspaces', '01-monolitica', 'pipeline.yaml'), 'name: um\nsteps:\n  - { id: a, run: a.ts, cache: false }\n');
  writeFileSync(join(home, 'workspaces', '01-monolitica', 'a.ts'), "console.log('ok');\n");
  const base = Date.now();
  const clock = fastClock(base, start, speed);
  const first = await openLab({ home, clock });
  await first.settings.save({ engine: 'process' });
  const { createdAt } = await first.triggers.add({
    name: 'tique',
    pipeline: '01-monolitica',
    source: { kind: 'interval', everyMs, anchor: start },
    catchUp: { policy: 'all', max: 100 },
    overlap: 'queue',
  });
  await first.close();

  const cores = [core(base), core(base)];
  for (let round = 0; round < rounds; round += 1) {
    const victim = round % 2;
    await cores[victim]!.ready;
    await sleep(50 + ((round * 397) % 1300));
    cores[victim]!.child.kill('SIGKILL');
    await cores[victim]!.exited;
    // For a while one core is alone, or none is.
    if (round % 3 === 2) {
      cores[1 - victim]!.child.kill('SIGKILL');
      await cores[1 - victim]!.exited;
      await sleep(1500);
      cores[1 - victim] = core(base);
    }
    cores[victim] = core(base);
  }
  await Promise.all(cores.map(({ ready }) => ready));
  for (const { child, exited } of cores) {
    child.kill('SIGKILL');
    await exited;
  }

  // A last core takes up what the dead have left, looks at what they missed, and then nothing more is to come.
  const last = await openLab({ home, clock, recover: true });
  try {
    await last.triggers.resume();
    await last.triggers.setPaused('tique', true);
    for (const { runId } of last.pipelines.list({ limit: 1000 })) await last.pipelines.finished(runId);
    const firings = last.triggers.history({ limit: 1000 });
    expect(firings.every(({ outcome, run }) => outcome === 'started' && run?.status === 'succeeded')).toBe(true);
    const dues = firings.map(({ dueAt }) => dueAt).sort((a, b) => a - b);
    const expected: number[] = [];
    for (let at = start; at <= dues.at(-1)!; at += everyMs) if (at > createdAt) expected.push(at);
    expect(dues).toEqual(expected);
    expect(dues.length).toBeGreaterThan(rounds);
    expect(new Set(firings.map(({ runId }) => runId)).size).toBe(firings.length);
    expect(last.pipelines.list({ limit: 1000 })).toHaveLength(firings.length);
  } finally {
    await last.close();
  }
  const attempts = "SELECT run_id, count(*) AS n FROM step_attempts WHERE status = 'succeeded' GROUP BY run_id HAVING n <> 1";
  expect(query(home, attempts)).toEqual([]);
  expect(query(home, 'SELECT * FROM run_queue')).toEqual([]);
});
