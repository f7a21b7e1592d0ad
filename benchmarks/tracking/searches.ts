/** `searches`: a thousand runs with all they carry out of 10 thousand, 100 thousand and a million (B3), and how late the server's event loop is meanwhile (B5). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, ms } from '../support/report.ts';
import { ask, drive } from './load.ts';
import { seed, seededExperiment, seededRun } from './seed.ts';
import { copyToMlflow, type Server, startFloor, startMlflow, startOurs } from './servers.ts';
import { disposable } from './writes.ts';

const path = '/api/2.0/mlflow/runs/search';
const plain = { experiment_ids: [String(seededExperiment)], max_results: 1000 };
const filtered = { ...plain, filter: "metrics.m3 > 0.2 AND params.p0 = 'v1'", order_by: ['metrics.m3 DESC'] };
const queries = { 'newest first': plain, 'filtered and ordered by a metric': filtered };
const sizes = [10_000, 100_000, 1_000_000];
const times = 15;

/** Of all sizes, or of `only` one. */
export async function searches(folder: string, only = 0): Promise<Figure[]> {
  const figures: Figure[] = [];
  const took = new Map<string, number[]>();
  for (const runs of sizes.filter((size) => !only || size === only)) {
    const home = mkdtempSync(join(folder, 'search-'));
    const database = join(home, 'bancada.db');
    await seed({ database, runs });
    await using floor = disposable(await startFloor(database));
    await using ours = disposable(await startOurs(home, join(home, 'delays.json')));
    const before = ours.memory();
    for (const [name, query] of Object.entries(queries)) {
      const floors = await ask(floor.url, path, { ...query, filter: 'filter' in query ? query.filter : '' }, times);
      const mine = await ask(ours.url, path, query, times);
      took.set(name, [...(took.get(name) ?? []), mine.ms]);
      figures.push(ratio(`search, 1000 of ${label(runs)} runs, ${name}`, mine.ms, floors.ms));
    }
    const page = await ask(ours.url, path, { ...filtered, max_results: 100 }, times);
    figures.push({
      id: 'B3',
      what: `a page of 100 of ${label(runs)} runs, filtered and ordered`,
      ours: ms(page.ms),
      bar: '≤ 8 ms',
      met: page.ms <= 8,
    });
    const grown = (ours.memory() - before) / 2 ** 20;
    figures.push({ id: 'B3', what: `memory grown by it, ${label(runs)} runs`, ours: `${grown.toFixed(0)} MB`, bar: '≤ 64 MB', met: grown <= 64 });
    if (runs === 100_000) figures.push(...(await againstMlflow(home, database, ours)));
    if (runs === sizes.at(-1)) figures.push(await stall(home, ours));
    rmSync(home, { recursive: true, force: true });
  }
  for (const [name, all] of only ? [] : took) {
    const growth = all.at(-1)! / all[0]!;
    figures.push({
      id: 'B3',
      what: `a million runs against ten thousand, ${name}`,
      ours: ms(all.at(-1)!),
      against: ms(all[0]!),
      ratio: growth.toFixed(2),
      bar: '≤ 3',
      met: growth <= 3,
    });
  }
  return figures;
}

async function againstMlflow(home: string, database: string, ours: Server): Promise<Figure[]> {
  copyToMlflow(database, join(home, 'mlflow.db'));
  await using peer = disposable(await startMlflow(join(home, 'mlflow.db')));
  const figures: Figure[] = [];
  for (const [name, query] of Object.entries(queries)) {
    const mine = await ask(ours.url, path, query, 5);
    const theirs = await ask(peer.url, path, query, 3);
    const [a, b] = [mine.answer, theirs.answer].map(comparable);
    if (a !== b) throw new Error(`the answers differ: ${name}\n${a?.slice(0, 600)}\n${b?.slice(0, 600)}`);
    const factor = theirs.ms / mine.ms;
    figures.push({
      ...{ id: 'B3', what: `search, 1000 of 100k runs, ${name}: same answer`, ours: ms(mine.ms), against: `stock MLflow: ${ms(theirs.ms)}` },
      ...{ ratio: `${factor.toFixed(0)}×`, bar: '≥ 20×', met: factor >= 20 },
    });
  }
  return figures;
}

/** Searches of a million runs go on while others log metrics: those must not feel it. */
async function stall(home: string, ours: Server): Promise<Figure> {
  let busy = true;
  const searching = (async () => {
    while (busy) await ask(ours.url, path, filtered, 0);
  })();
  const body = (n: number) => JSON.stringify({ run_id: seededRun, key: 'perda', value: n, timestamp: n, step: n });
  await drive({ url: ours.url, path: '/api/2.0/mlflow/runs/log-metric', body, connections: 4, seconds: 8, rate: 500 });
  busy = false;
  await searching;
  const { p999, max } = JSON.parse(readFileSync(join(home, 'delays.json'), 'utf8')) as { p999: number; max: number };
  const what = 'event loop of the server while a million runs are searched and metrics logged: p99.9';
  return { id: 'B5', what, ours: `${ms(p999)} (longest ${ms(max)})`, bar: '≤ 20 ms', met: p999 <= 20 };
}

function ratio(what: string, mine: number, floor: number): Figure {
  const share = mine / floor;
  return { id: 'B3', what, ours: ms(mine), against: `floor: ${ms(floor)}`, ratio: share.toFixed(2), bar: '≤ 1.3', met: share <= 1.3 };
}

interface Answer {
  runs: {
    info: { run_id: string; status: string; run_name: string };
    data: Record<'params' | 'tags' | 'metrics', { key: string; value: unknown }[]>;
  }[];
}

/** What both must agree on: which runs, in which order, with which values. */
function comparable(answer: unknown): string {
  const sorted = (list: { key: string; value: unknown }[]) =>
    list.map(({ key, value }) => [key, value]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  return JSON.stringify(
    (answer as Answer).runs.map(({ info, data }) => [
      info.run_id,
      info.status,
      info.run_name,
      sorted(data.params),
      sorted(data.metrics),
      sorted(data.tags),
    ]),
  );
}

const label = (runs: number) => (runs === 1_000_000 ? '1M' : `${runs / 1000}k`);
