/** `writes`: one metric a request, and a thousand a request (B1, B2), on a store that holds 10,000 runs already. */
import { join } from 'node:path';
import type { Figure } from '../support/report.ts';
import { type Driven, drive, type Load } from './load.ts';
import { seed, seededRun } from './seed.ts';
import { copyToMlflow, type Server, startFloor, startMlflow, startOurs } from './servers.ts';

const seconds = 6;
const rounds = 3;
const api = '/api/2.0/mlflow';

const single: Omit<Load, 'url'> = {
  path: `${api}/runs/log-metric`,
  body: (n) => JSON.stringify({ run_id: seededRun, key: 'perda', value: 1 / (n + 1), timestamp: 1_700_000_000_000 + n, step: n }),
  connections: 32,
  seconds,
};
const perBatch = 1000;
const batches: Omit<Load, 'url'> = {
  path: `${api}/runs/log-batch`,
  body: (n) =>
    JSON.stringify({
      run_id: seededRun,
      metrics: Array.from({ length: perBatch }, (_, i) => ({
        key: `k${i % 10}`,
        value: i / perBatch,
        timestamp: 1_700_000_000_000 + n,
        step: n * 100 + Math.floor(i / 10),
      })),
    }),
  connections: 4,
  seconds,
};

export async function writes(folder: string): Promise<Figure[]> {
  const database = join(folder, 'bancada.db');
  await seed({ database, runs: 10_000 });
  copyToMlflow(database, join(folder, 'mlflow.db'));
  const measured = { ours: [] as [Driven, Driven][], floor: [] as [Driven, Driven][] };
  let open: Driven = { perSecond: 0, p50: 0, p99: 0 };
  // Ours and the floor take turns, so that a busy disk disturbs both alike.
  for (let round = 0; round < rounds; round += 1) {
    await using floor = disposable(await startFloor(database));
    measured.floor.push([await drive({ ...single, url: floor.url }), await drive({ ...batches, url: floor.url })]);
    await using ours = disposable(await startOurs(folder));
    const singly = await drive({ ...single, url: ours.url });
    measured.ours.push([singly, await drive({ ...batches, url: ours.url })]);
    if (round === rounds - 1) open = await drive({ ...single, url: ours.url, rate: Math.round(singly.perSecond / 2) });
  }
  await using peer = disposable(await startMlflow(join(folder, 'mlflow.db')));
  const theirs = [await drive({ ...single, url: peer.url }), await drive({ ...batches, url: peer.url })] as const;
  return [...figures('B1', 0, measured, theirs[0], 1, 0.8), openFigure(open), ...figures('B2', 1, measured, theirs[1], perBatch, 0.75)];
}

function figures(
  id: string,
  at: 0 | 1,
  { ours, floor }: { ours: [Driven, Driven][]; floor: [Driven, Driven][] },
  theirs: Driven,
  metrics: number,
  bar: number,
): Figure[] {
  const what = metrics === 1 ? 'log-metric, 32 clients, durable' : `log-batch of ${metrics} metrics, 4 clients, durable: metrics`;
  const best = middle(ours.map((pair) => pair[at].perSecond * metrics));
  const least = middle(floor.map((pair) => pair[at].perSecond * metrics));
  const share = middle(ours.map((pair, round) => pair[at].perSecond / floor[round]![at].perSecond));
  const peer = theirs.perSecond * metrics;
  return [
    {
      id,
      what: `${what} a second`,
      ours: count(best),
      against: `stock MLflow, SQLite, 2 workers: ${count(peer)}`,
      ratio: `${(best / peer).toFixed(0)}×`,
      bar: '≥ 25×',
      met: best >= 25 * peer,
    },
    {
      id,
      what: `${what} a second`,
      ours: count(best),
      against: `floor: ${count(least)}`,
      ratio: share.toFixed(2),
      bar: `≥ ${bar}`,
      met: share >= bar,
    },
  ];
}

function openFigure({ perSecond, p50, p99 }: Driven): Figure {
  const what = `log-metric, open loop at half of that (${count(perSecond)} a second): p99`;
  return { id: 'B1', what, ours: `${p99} ms (p50 ${p50} ms)`, bar: '≤ 5 ms', met: p99 <= 5 };
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const count = (value: number) => Math.round(value).toLocaleString('en');

/** Stops with its block. */
export function disposable(server: Server): Server & AsyncDisposable {
  return { ...server, [Symbol.asyncDispose]: () => server.stop() };
}
