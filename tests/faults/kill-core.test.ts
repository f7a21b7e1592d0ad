/** A core killed with SIGKILL at random moments: the next one finishes the run, nothing that had finished runs twice, nothing is left over. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PipelineRun } from '../../src-main/contract/pipelines.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { dockerAnswers } from '../support/cli.ts';
import { faultCode, leftovers, query, spawnCore } from './core-process.ts';

const moments = 10;
const seed = Number(process.env.FAULT_SEED ?? 20_260_728);
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-faults-'));
  for (const [path, text] of Object.entries(faultCode)) {
    mkdirSync(dirname(join(root, 'code', path)), { recursive: true });
    writeFileSync(join(root, 'code', path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each([
  { engine: 'process', longest: 1500, skip: false },
  { engine: 'docker', longest: 4000, skip: !dockerAnswers },
])('a core killed during a run ($engine)', ({ engine, longest, skip }) => {
  const random = seededRandom(seed);
  const cases = Array.from({ length: moments }, (_, index) => ({ index, afterMs: Math.round(random() * longest) }));

  test.skipIf(skip).each(cases)('$index: after $afterMs ms', async ({ index, afterMs }) => {
    const home = join(root, `${engine}-${index}`);
    const first = spawnCore(root, home, engine, 'start');
    const { runs } = (await first.line()) as { runs: string[] };
    await Promise.race([sleep(afterMs), first.exited]);
    first.child.kill('SIGKILL');
    await first.exited;

    const finished = finishedSteps(home);
    const from = performance.now();
    const second = spawnCore(root, home, engine, 'recover');
    const taken = (await second.line()) as { runs: string[] };
    const takenUpAfter = performance.now() - from;
    const { ended } = (await second.line()) as { ended: PipelineRun[] };
    expect(await second.exited).toBe(0);

    const wasOver = taken.runs.length === 0;
    if (!wasOver) {
      expect(taken.runs).toEqual(runs);
      expect(ended[0]).toMatchObject({ status: 'succeeded', error: null, metrics: { soma: 60 }, model: { name: 'falhas', version: '1' } });
      expect(takenUpAfter).toBeLessThan(5000);
    }
    const attempts = attemptsOf(home);
    for (const step of finished) expect(attempts.get(step), step).toEqual(['succeeded']);
    for (const [step, ends] of attempts)
      expect(
        ends.filter((end) => end !== 'lost'),
        step,
      ).toEqual(['succeeded']);
    expect(once(home)).toEqual({ versions: 1, points: 15, runsLeftOpen: 0 });
    expect(leftovers(home, engine)).toEqual([]);
  });
});

function finishedSteps(home: string): string[] {
  return query<{ step_id: string }>(home, "SELECT step_id FROM step_runs WHERE status = 'succeeded' AND step_id <> 'registro'").map(
    (row) => row.step_id,
  );
}

function attemptsOf(home: string): Map<string, string[]> {
  const ends = new Map<string, string[]>();
  for (const row of query<{ step_id: string; status: string }>(home, 'SELECT step_id, status FROM step_attempts ORDER BY started_at')) {
    ends.set(row.step_id, [...(ends.get(row.step_id) ?? []), row.status]);
  }
  return ends;
}

/** What must be there exactly once, however often the core died. */
function once(home: string) {
  const [versions] = query<{ n: number }>(home, 'SELECT count(*) AS n FROM model_versions');
  // What a lost attempt told is taken back, so its repeat's points stand alone.
  const points = query<{ n: number }>(home, "SELECT count(*) AS n FROM metrics WHERE key = 'ponto'");
  const open = query<{ n: number }>(
    home,
    "SELECT (SELECT count(*) FROM pipeline_runs WHERE status IN ('pending', 'running')) + (SELECT count(*) FROM runs WHERE status = 'RUNNING') AS n",
  );
  return { versions: versions!.n, points: points[0]!.n, runsLeftOpen: open[0]!.n };
}
