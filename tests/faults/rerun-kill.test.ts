/** A core killed with SIGKILL in the middle of a re-run: the next one ends it, and neither what was kept nor the old run is touched. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PipelineRun } from '../../src-main/contract/pipelines.ts';
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

const made = ({ steps }: PipelineRun) => steps.map(({ id, outputs }) => [id, outputs]);

test.each([0, 60, 250, 450, 700])('killed %i ms after it was recorded', async (afterMs) => {
  const home = join(root, `home-${afterMs}`);
  const full = spawnCore(root, home, 'process', 'start');
  const { runs: firstIds } = (await full.line()) as { runs: string[] };
  const { ended: firsts } = (await full.line()) as { ended: PipelineRun[] };
  expect(await full.exited).toBe(0);
  const [first, firstId] = [firsts[0]!, firstIds[0]!];
  const oldRows = () => [
    query(home, `SELECT * FROM pipeline_runs WHERE run_id = '${firstId}'`),
    query(home, `SELECT * FROM step_runs WHERE run_id = '${firstId}'`),
    query(home, `SELECT * FROM step_attempts WHERE run_id = '${firstId}'`),
  ];
  const before = oldRows();

  const killed = spawnCore(root, home, 'process', 'rerun');
  const { runs } = (await killed.line()) as { runs: string[] };
  await Promise.race([sleep(afterMs), killed.exited]);
  killed.child.kill('SIGKILL');
  await killed.exited;
  // What was taken over is there from the run's first moment.
  const dados = `SELECT status, origin FROM step_runs WHERE run_id = '${runs[0]}' AND step_id = 'dados'`;
  expect(query(home, dados)).toEqual([{ status: 'cached', origin: firstId }]);

  const next = spawnCore(root, home, 'process', 'recover');
  expect(await next.line()).toEqual({ runs });
  const { ended } = (await next.line()) as { ended: PipelineRun[] };
  expect(await next.exited).toBe(0);
  const again = ended[0]!;
  expect(again).toMatchObject({ status: 'succeeded', rerunOf: firstId, metrics: { soma: 60 } });
  expect(made(again)).toEqual(made(first));
  const attempts = query<{ step_id: string; ends: string }>(
    home,
    `SELECT step_id, group_concat(status) AS ends FROM step_attempts WHERE run_id = '${runs[0]}' AND status <> 'lost' GROUP BY step_id ORDER BY step_id`,
  );
  expect(attempts).toEqual(['parte[n=1]', 'parte[n=2]', 'parte[n=3]', 'soma'].map((step_id) => ({ step_id, ends: 'succeeded' })));
  expect(oldRows()).toEqual(before);
  expect(leftovers(home, 'process')).toEqual([]);
});
