/** `charts`: 320 points of histories of a million steps (B4). */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, ms } from '../support/report.ts';
import { ask } from './load.ts';
import { curves, seed, seededRun } from './seed.ts';
import { copyToMlflow, startMlflow, startOurs } from './servers.ts';
import { disposable } from './writes.ts';

const steps = 1_000_000;
const points = 320;
const read = (key: string) => `/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=${seededRun}&metric_key=${key}&max_results=${points}`;

interface Answer {
  metrics: { step: number; value: number }[];
}

export async function charts(folder: string): Promise<Figure[]> {
  const home = mkdtempSync(join(folder, 'charts-'));
  const database = join(home, 'bancada.db');
  await seed({ database, runs: 100, steps });
  await using ours = disposable(await startOurs(home));
  const taken: number[] = [];
  let most = 0;
  for (let round = 0; round < 9; round += 1) {
    const from = performance.now();
    const answers = await Promise.all(curves.map((key) => fetch(ours.url + read(key)).then((answer) => answer.json() as Promise<Answer>)));
    if (round > 0) taken.push(performance.now() - from);
    most = Math.max(...answers.map(({ metrics }) => metrics.length));
  }
  const all = taken.toSorted((a, b) => a - b)[taken.length >> 1]!;
  const mine = await ask(ours.url, read(curves[0]!), undefined, 5);
  copyToMlflow(database, join(home, 'mlflow.db'));
  await using peer = disposable(await startMlflow(join(home, 'mlflow.db')));
  const theirs = await ask(peer.url, read(curves[0]!), undefined, 2);
  const [a, b] = [mine.answer, theirs.answer].map((answer) => JSON.stringify((answer as Answer).metrics.map(({ step, value }) => [step, value])));
  if (a !== b) throw new Error(`the histories differ\n${a?.slice(0, 300)}\n${b?.slice(0, 300)}`);
  rmSync(home, { recursive: true, force: true });
  const factor = theirs.ms / mine.ms;
  return [
    {
      ...{ id: 'B4', what: `${points} points of 1M steps, one key: same answer`, ours: ms(mine.ms), against: `stock MLflow: ${ms(theirs.ms)}` },
      ...{ ratio: `${factor.toFixed(0)}×`, bar: '≥ 20×', met: factor >= 20 },
    },
    { id: 'B4', what: `${points} points of 1M steps, ten keys at once (${most} points each)`, ours: ms(all), bar: '≤ 15 ms', met: all <= 15 },
  ];
}
