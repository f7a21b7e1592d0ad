/** A core killed with SIGKILL in the middle of a re-run: the next one ends it, and neither what was kept nor the old run is touched. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerAnswers } from '../support/cli.ts';
import { faultCode, leftovers, query, spawnCore } from './core-process.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-rerun-'));
  for (const [path, text] of Object.entries(faultCode)) {
    mkdirSync(dirname(join(root, 'code', path)), { recursive: true });
    writeFileSync(join(root, 'code', path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const made = (home: string, run: string) => query(home, `SELECT step_id, outputs FROM step_runs WHERE run_id = '${run}' ORDER BY position`);

describe.each([
  { engine: 'process', moments: [0, 60, 250, 700], skip: false },
  { engine: 'docker', moments: [400, 1500], skip: !dockerAnswers },
])('a core killed during a re-run ($engine)', ({ engine, moments, skip }) => {
  const first = () => join(root, `${engine}-first`);
  let firstId = '';

  // What every case begins with: a home in which the run to do again has ended.
  beforeAll(async () => {
    if (skip) return;
    const full = spawnCore(root, first(), engine, 'start');
    firstId = ((await full.line()) as { runs: string[] }).runs[0]!;
    expect(await full.exited).toBe(0);
  });

  test.skipIf(skip).each(moments)('%i ms after it was recorded', async (afterMs) => {
    const home = join(root, `${engine}-${afterMs}`);
    cpSync(first(), home, { recursive: true });
    const oldRows = () => [
      query(home, `SELECT * FROM pipeline_runs WHERE run_id = '${firstId}'`),
      query(home, `SELECT * FROM step_runs WHERE run_id = '${firstId}'`),
      query(home, `SELECT * FROM step_attempts WHERE run_id = '${firstId}'`),
    ];
    const before = oldRows();

    const killed = spawnCore(root, home, engine, 'rerun');
    const { runs } = (await killed.line()) as { runs: string[] };
    await Promise.race([sleep(afterMs), killed.exited]);
    killed.child.kill('SIGKILL');
    await killed.exited;
    // What was taken over is there from the run's first moment.
    const dados = `SELECT status, origin FROM step_runs WHERE run_id = '${runs[0]}' AND step_id = 'dados'`;
    expect(query(home, dados)).toEqual([{ status: 'cached', origin: firstId }]);

    const next = spawnCore(root, home, engine, 'recover');
    const { runs: taken } = (await next.line()) as { runs: string[] };
    // On a fast machine it may have been over before it was killed.
    if (taken.length > 0) expect(taken).toEqual(runs);
    expect(await next.exited).toBe(0);
    expect(query(home, `SELECT status, rerun_of FROM pipeline_runs WHERE run_id = '${runs[0]}'`)).toEqual([
      { status: 'succeeded', rerun_of: firstId },
    ]);
    expect(made(home, runs[0]!)).toEqual(made(home, firstId));
    const attempts = query<{ step_id: string; ends: string }>(
      home,
      `SELECT step_id, group_concat(status) AS ends FROM step_attempts WHERE run_id = '${runs[0]}' AND status <> 'lost' GROUP BY step_id ORDER BY step_id`,
    );
    expect(attempts).toEqual(['parte[n=1]', 'parte[n=2]', 'parte[n=3]', 'soma'].map((step_id) => ({ step_id, ends: 'succeeded' })));
    expect(oldRows()).toEqual(before);
    expect(leftovers(home, engine)).toEqual([]);
  });
});
