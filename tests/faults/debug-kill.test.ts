/** A core killed with SIGKILL while a run is paused: the next one keeps it paused, with what was edited, and goes on when told to. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerAnswers } from '../support/cli.ts';
import { faultCode, leftovers, query, spawnCore } from './core-process.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-debug-'));
  for (const [path, text] of Object.entries(faultCode)) {
    mkdirSync(dirname(join(root, 'code', path)), { recursive: true });
    writeFileSync(join(root, 'code', path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const statusOf = (home: string, run: string, step: string) =>
  query<{ status: string }>(home, `SELECT status FROM step_runs WHERE run_id = '${run}' AND step_id = '${step}'`)[0]?.status;

test.each(dockerAnswers ? ['process', 'docker'] : ['process'])('killed while paused before a step, on %s', async (engine) => {
  const home = join(root, `home-${engine}`);
  const first = spawnCore(root, home, engine, 'pause');
  const { runs } = (await first.line()) as { runs: string[] };
  const run = runs[0]!;
  while (statusOf(home, run, 'soma') !== 'paused') await sleep(50);
  // Nothing of an engine is held by a run that stands still.
  const held = () => leftovers(home, engine).filter((name) => /^(\d+|[0-9a-f]{12})$/.test(name) && Number(name) !== first.child.pid);
  await expect.poll(held, { timeout: 10_000 }).toEqual([]);
  first.child.kill('SIGKILL');
  await first.exited;
  const paused = query<{ paused_at: number; released_at: number | null }>(
    home,
    `SELECT paused_at, released_at FROM step_pauses WHERE run_id = '${run}'`,
  );
  expect(paused).toMatchObject([{ released_at: null }]);

  // The next core takes it up, and it stays where it was.
  const second = spawnCore(root, home, engine, 'recover');
  expect(await second.line()).toEqual({ runs: [run] });
  await sleep(800);
  expect(statusOf(home, run, 'soma')).toBe('paused');
  second.child.kill('SIGKILL');
  await second.exited;

  const third = spawnCore(root, home, engine, 'edit');
  expect(await third.line()).toEqual({ runs: [run] });
  third.child.kill('SIGKILL');
  await third.exited;
  expect(statusOf(home, run, 'soma')).toBe('paused');

  const last = spawnCore(root, home, engine, 'continue');
  const { runs: taken } = (await last.line()) as { runs: string[] };
  expect(taken).toEqual([run]);
  const { ended } = (await last.line()) as { ended: { status: string; metrics: Record<string, number>; pausedMs: number; durationMs: number }[] };
  expect(await last.exited).toBe(0);
  // 10 + 20 + 30 genuinely; one part was edited to 1000.
  expect(ended[0]).toMatchObject({ status: 'succeeded', metrics: { soma: 1050 } });
  expect(ended[0]!.pausedMs).toBeGreaterThan(800);
  const kept = query<{ n: number }>(home, `SELECT count(*) AS n FROM step_cache WHERE run_id = '${run}' AND outputs LIKE '%soma%'`);
  expect(kept).toEqual([{ n: 0 }]);
  expect(leftovers(home, engine)).toEqual([]);
});
