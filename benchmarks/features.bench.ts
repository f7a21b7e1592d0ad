/**
 * A point-in-time join of 100,000 rows with a million events of 10,000 keys, by event time and by what was known, against pandas' merge_asof over the same
 * CSV files; values are compared first. Windows of an hour, a day and thirty days over the same. Then the online store: answers for random keys.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openTestFeatures } from '../src-main/features/test-features.ts';
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
      const ours = readFileSync(paths[which], 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { achado: number | null }).achado);
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
  figures.push(
    { what: 'of it by event time alone; the first time, with the CSV copied into columns', ours: `${ms(median(took.plain))}; ${ms(first.took)}` },
    { what: 'sums over 1 h, 24 h and 30 d, as known, 1M events × 100k rows', ours: ms(median(took.windows)) },
  );

  await features.apply(windows, 'janelas.yaml');
  await features.ingest('janelas', 'eventos', world.events);
  const started = performance.now();
  const { watermark } = await features.materialize('janelas', null);
  const filled = performance.now() - started;
  const asked: number[] = [];
  for (let index = 0; index < 20_000; index += 1)
    asked.push((await features.online('janelas', { chave: `h${(index * 7919) % sizes.keys}` }, watermark)).micros / 1000);
  const p99 = median(asked, 0.99);
  figures.push(
    { what: 'materialising 1M events of 10,000 keys into the online store', ours: ms(filled) },
    { what: 'online get, three windows over thirty days, p50', ours: `${median(asked).toFixed(3)} ms` },
    { what: 'online get, p99', ours: `${p99.toFixed(3)} ms`, bar: '≤ 1 ms', met: p99 <= 1 },
  );
  report(figures, 'Feast was not run.');
} finally {
  await dispose();
  rmSync(world.events, { force: true });
}
