/**
 * A point-in-time join of 100,000 rows with a million events of 10,000 keys, by event time and by what was known, against pandas' merge_asof over the same
 * CSV files, and against Feast; values are compared first. Windows of an hour, a day and thirty days over the same. Then the online store: answers for random keys,
 * in process and over HTTP with a token, from SQLite and from Redis.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { onlineKinds, openTestFeatures, openTestRedis } from '../src-main/features/test-features.ts';
import { definitions, writeWorld } from '../tests/compat/features/world.ts';
import { peerPython } from '../tests/compat/tables/peer.ts';
import { type Figure, median, ms, report } from './support/report.ts';

const sizes = { keys: 10_000, events: 1_000_000, rows: 100_000 };
const rounds = 2;
const times = (value: number) => `${value.toFixed(1)}×`;
const windows = `store: janelas
entities: [{ name: dono, key: chave }]
views:
  - name: somas
    entity: dono
    source: eventos
    event_time: quando
    created_at: soube
    ttl: 30d
    features:
      - { name: soma_1h, aggregate: sum, of: valor, window: 1h }
      - { name: soma_24h, aggregate: sum, of: valor, window: 24h }
      - { name: soma_30d, aggregate: sum, of: valor, window: 30d }
`;

const { python, missing } = peerPython();
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { core, features, place, dispose } = openTestFeatures(2 ** 29);
const world = writeWorld(core.home.root, sizes, 5);
const figures: Figure[] = [];

async function join(text: string, name: string): Promise<{ path: string; took: number }> {
  const path = place(`${name}.jsonl`);
  const started = performance.now();
  await features.trainingSet({
    definition: features.parse(text, `${name}.yaml`),
    sources: { eventos: [{ path: world.events, format: 'csv' }] },
    rows: { path: world.rows, format: 'csv' },
    ...{ at: 'quando', label: null, naive: null },
    to: { path, format: 'jsonl' },
  });
  return { path, took: performance.now() - started };
}

function valuesOf(path: string): (number | null)[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { achado: number | null }).achado);
}

function askFeast(): { joinMs: number; p50: number; p99: number; values: Record<string, number | null> } | null {
  const setup = [here('../scripts/setup/python.mjs'), 'peer-feast', here('peers/requirements-feast.txt')];
  const made = spawnSync(process.execPath, setup, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const found = JSON.parse(made.stdout.trim().split('\n').at(-1)!) as { python?: string; missing?: string };
  if (!found.python) {
    console.error(found.missing);
    return null;
  }
  const { stdout, stderr, status } = spawnSync(found.python, [here('features/feast_peer.py'), core.home.root], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

try {
  const first = await join(definitions(false), 'primeira');
  const took = { plain: [] as number[], known: [] as number[], windows: [] as number[] };
  let paths = { plain: '', known: '' };
  for (let round = 0; round < rounds; round += 1) {
    const [plain, known] = [await join(definitions(false), 'simples'), await join(definitions(true), 'sabido')];
    paths = { plain: plain.path, known: known.path };
    took.plain.push(plain.took);
    took.known.push(known.took);
    took.windows.push((await join(windows, 'janelas')).took);
  }
  if (python === null) console.error(missing);
  else {
    const peer = fileURLToPath(new URL('../tests/compat/features/peer.py', import.meta.url));
    const ask = (...more: string[]) => {
      const started = performance.now();
      const { stdout } = spawnSync(python, [peer, core.home.root, ...more], { encoding: 'utf8', maxBuffer: 2 ** 28 });
      return {
        ms: performance.now() - started,
        answer: JSON.parse(stdout) as { workMs: number; readMs: number; plain?: unknown[]; known?: unknown[] },
      };
    };
    const { answer } = ask('--values');
    for (const which of ['plain', 'known'] as const) {
      const ours = valuesOf(paths[which]);
      if (ours.some((value, index) => value !== answer[which]![index])) throw new Error(`the answers differ: ${which}`);
    }
    const theirs = Array.from({ length: rounds }, () => ask());
    const both = median(took.plain) + median(took.known);
    const whole = median(theirs.map((each) => each.ms));
    figures.push({
      what: 'point-in-time joins of 1M events × 100k rows, by event time and by what was known, from CSV to JSONL',
      ours: ms(both),
      against: `pandas, one process, nothing written ${ms(whole)} (reading ${ms(median(theirs.map((each) => each.answer.readMs)))}, joins ${ms(median(theirs.map((each) => each.answer.workMs)))})`,
      ratio: times(whole / both),
    });
  }
  const feast = askFeast();
  if (feast) {
    const ours = valuesOf(paths.plain);
    const told = Object.entries(feast.values);
    const others = told.filter(([place, value]) => ours[Number(place)] !== value).length;
    // Of two events of one moment it takes either, and two rows of one key and moment are one to it.
    if (others > ours.length * 0.005 || told.length < ours.length * 0.95) throw new Error(`Feast: ${told.length} rows, ${others} otherwise`);
    figures.push({
      what: 'the same by event time alone',
      ours: ms(median(took.plain)),
      against: `Feast, its join alone, from Parquet ${ms(feast.joinMs)} (gave ${told.length} rows back, ${others} with the other of two events of one moment)`,
      ratio: times(feast.joinMs / median(took.plain)),
    });
  }
  figures.push(
    { what: 'of it by event time alone; the first time, with the CSV copied into columns', ours: `${ms(median(took.plain))}; ${ms(first.took)}` },
    { what: 'sums over 1 h, 24 h and 30 d, as known, 1M events × 100k rows', ours: ms(median(took.windows)) },
  );

  await features.apply(windows, 'janelas.yaml');
  await features.ingest('janelas', 'eventos', world.events);
  for (const kind of onlineKinds) {
    const redis = kind === 'redis' ? await openTestRedis() : null;
    if (redis) await features.chooseOnline('janelas', { kind: 'redis', url: redis.url });
    const started = performance.now();
    const { watermark } = await features.materialize('janelas', null);
    const name = kind === 'redis' ? 'Redis' : 'SQLite';
    figures.push({ what: `materialising 1M events of 10,000 keys into ${name}`, ours: ms(performance.now() - started) });
    const asked: number[] = [];
    for (let index = 0; index < 20_000; index += 1)
      asked.push((await features.online('janelas', { chave: `h${(index * 7919) % sizes.keys}` }, watermark)).micros / 1000);
    const { url, token } = await features.openDoor('janelas');
    const worker = new Worker(new URL('features/ask.ts', import.meta.url), {
      workerData: { url, token, at: watermark, count: 10_000, keys: sizes.keys },
    });
    const [outside] = (await once(worker, 'message')) as [number[]];
    const line = (what: string, all: number[], against?: string) =>
      figures.push({
        ...{ what: `online get from ${name}, three windows over thirty days, ${what}, p99 (p50)`, ...(against !== undefined && { against }) },
        ...{ ours: `${median(all, 0.99).toFixed(3)} ms (${median(all).toFixed(3)} ms)`, bar: '≤ 1 ms', met: median(all, 0.99) <= 1 },
      });
    const theirs = kind === 'sqlite' && feast ? `Feast, SQLite, one last value ${feast.p99.toFixed(2)} ms (${feast.p50.toFixed(2)} ms)` : undefined;
    line('in process', asked, theirs);
    line('over HTTP with a token', outside);
    await features.shutDoor('janelas');
    if (redis) {
      await features.chooseOnline('janelas', { kind: 'sqlite' });
      await redis.kill();
    }
  }
  report(
    figures,
    'pandas and Feast are given the same events; Feast writes nothing and has read nothing when its clock begins but finds a Parquet file.',
  );
} finally {
  await features.close();
  await dispose();
  rmSync(world.events, { force: true });
}
