import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bancada, cliProgram } from '../../tests/support/cli.ts';
import { type Lab, openLab } from '../lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-automl-'));
const home = join(folder, 'home');
const study = join(folder, 'busca.yaml');
const text = `study: pinguins
space:
  algorithm: [random_forest, gradient_boosting]
  trees: { type: int, low: 2, high: 12, log: true }
  depth: { type: int, low: 2, high: 6 }
validation: { folds: 2, repeats: 2 }
pruner: { kind: halving, factor: 2 }
budget: { trials: 8 }
confirm: { top: 2, repeats: 1 }
ensemble: 2
`;
const cli = bancada(home);
const asked = { data: 'dataset:penguins', target: 'species', text, engine: 'process' as const };
let lab: Lab;
let whole: Awaited<ReturnType<typeof searched>>['result'];

beforeAll(async () => {
  writeFileSync(study, text);
  lab = await openLab({ home });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function searched(over: Partial<typeof asked> = {}) {
  const { searchId } = await lab.automl.start({ ...asked, ...over });
  await lab.automl.ended(searchId);
  const search = lab.automl.get(searchId);
  expect(search.error).toBeNull();
  return { search, result: await lab.automl.result(searchId) };
}

/** What must not depend on how fast the machine is. */
const told = ({ rows, chosen }: Awaited<ReturnType<typeof searched>>['result']) => ({
  chosen,
  rows: rows.map(({ number, params, members, state, reason, folds }) => ({ number, params, members, state, reason, folds })),
});

describe('a search over a data set', () => {
  it('is nested runs, a leaderboard, a model that can be registered, and a test set whose openings are counted', async () => {
    const { search, result } = await searched();
    whole = result;
    expect(search).toMatchObject({ status: 'done', trials: 8, failed: 0, exams: [] });
    expect(search.confirmed).toBeGreaterThan(0.85);
    expect(result.rows.filter(({ state }) => state === 'pruned').length).toBeGreaterThanOrEqual(4);
    const parent = lab.tracking.run(search.trackingRunId!);
    expect(parent).toMatchObject({ status: 'FINISHED', metrics: { trials: 8 } });
    const children = lab.core.storage.db
      .prepare<[string], { n: number }>("SELECT count(*) AS n FROM tags WHERE key = 'mlflow.parentRunId' AND value = ?")
      .get(search.trackingRunId!)!;
    expect(children.n).toBe(9);
    expect((await lab.automl.register(search.searchId, 'pinguins')).version).toBe('1');
    await lab.automl.exam(search.searchId);
    const { exams } = await lab.automl.exam(search.searchId);
    expect(exams).toHaveLength(2);
    expect(exams[0]!.metrics).toEqual(exams[1]!.metrics);
    expect(exams[0]!.rows + 200).toBeLessThan(344);
  });

  it('killed with kill -9, goes on and comes to what it would have come to', async () => {
    const command = ['automl', 'start', 'dataset:penguins', '--target', 'species', '--study', study, '--engine', 'process'];
    for (let tries = 0; ; tries++) {
      const child = spawn(process.execPath, [cliProgram, ...command, '--home', home], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      // Trials are drawn and some are measured.
      child.stderr.setEncoding('utf8').on('data', (said: string) => /[1-9]\d*\/8/.test(said) && child.kill('SIGKILL'));
      const [, signal] = await once(child, 'close');
      // A machine that was held up may have let it finish first.
      if (signal === 'SIGKILL' || tries === 4) break;
    }
    const [before] = lab.automl.list(1);
    expect(before!.status).toBe('interrupted');
    const { json } = await cli('automl', 'resume', before!.searchId);
    expect(json).toMatchObject({ status: 'done', trials: 8 });
    expect(told(await lab.automl.result(before!.searchId))).toEqual(told(whole));
  });

  it('that no candidate survives says what the first one said', async () => {
    const { searchId } = await lab.automl.start({ ...asked, text: text.replace('low: 2, high: 12', 'low: -9, high: -2').replace(', log: true', '') });
    await lab.automl.ended(searchId);
    expect(lab.automl.get(searchId)).toMatchObject({ status: 'failed', error: { code: 'AUTOML_NONE' } });
    expect(lab.automl.get(searchId).error!.data.detail).toMatch(/trees/);
  });
});
