/**
 * `node benchmarks/drift-tools.ts`: our tests of drift beside Evidently's and alibi-detect's on the 206 pairs of tests/compat/drift, by hand: together they are a gigabyte of
 * packages, too much for CI, which compares the same pairs with the SciPy that both of them ask. The table is in docs/MONITORING.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chiSquare } from '../src-main/monitoring/statistics/chi-square.ts';
import { fisherGreater } from '../src-main/monitoring/statistics/fisher.ts';
import { comparePair, sampleOf } from '../src-main/monitoring/statistics/pair.ts';
import { generatedPairs, realPairs } from '../tests/compat/drift/pairs.ts';

interface Told {
  refused?: string;
  ks?: number | [number, number];
  normed?: number;
  deviation?: number;
  fisher?: number;
  chi2?: [number, number];
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bancada-tools-'));
const finite = (sample: Float64Array) => sample.filter((value) => !Number.isNaN(value));
const pairs = [...generatedPairs(), ...realPairs()].map((pair) => {
  const [x, y] = [finite(pair.first), finite(pair.second)];
  const sorted = x.slice().sort();
  const fences = [sorted[Math.floor(sorted.length * 0.03)] ?? 0, sorted[Math.floor(sorted.length * 0.98)] ?? 0] as const;
  return { ...pair, x, y, fences };
});

function ask(tool: string): (Told | null)[] {
  const setup = [here('../scripts/setup/python.mjs'), `peer-${tool}`, here(`peers/requirements-${tool}.txt`)];
  const made = spawnSync(process.execPath, setup, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { python, missing } = JSON.parse(made.stdout.trim().split('\n').at(-1)!) as { python?: string; missing?: string };
  if (!python) throw new Error(missing);
  const which = tool === 'drift' ? 'evidently' : 'alibi';
  const { stdout, stderr, status } = spawnSync(python, [here('drift/tools.py'), which, folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as (Told | null)[];
}

const rows = new Map<string, { compared: number; furthest: number; where: string }>();
function compare(what: string, where: string, ours: number, theirs: number | undefined): void {
  if (theirs === undefined || theirs === null || Number.isNaN(theirs)) return;
  const row = rows.get(what) ?? { compared: 0, furthest: 0, where: '' };
  const apart = Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12);
  rows.set(what, {
    compared: row.compared + 1,
    furthest: Math.max(row.furthest, apart),
    where: apart > row.furthest ? `${where}: ${ours} ${theirs}` : row.where,
  });
}

try {
  const all = pairs.flatMap(({ first, second }) => [first, second]);
  const values = new Float64Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  const starts = all.map((part) => {
    values.set(part, at);
    at += part.length;
    return at - part.length;
  });
  writeFileSync(join(folder, 'values.f64'), values);
  const about = pairs.map(({ first, second, categories, fences }, i) => ({
    ...{ at: starts[2 * i], n: first.length, m: second.length, categories, fences },
  }));
  writeFileSync(join(folder, 'pairs.json'), JSON.stringify({ pairs: about }));
  const [evidently, alibi] = [ask('drift'), ask('alibi')];
  for (const told of new Set([...evidently, ...alibi].flatMap((each) => (each?.refused ? [each.refused] : [])))) console.error('refused:', told);
  for (const [i, { name, x, y, fences, categories }] of pairs.entries()) {
    if (x.length === 0 || y.length === 0) continue;
    const { ks, wasserstein } = comparePair(sampleOf(x), sampleOf(y));
    const [one, two] = [evidently[i] ?? {}, alibi[i] ?? {}];
    compare('Evidently: KS, p', name, ks.p, one.ks as number | undefined);
    compare('Evidently: Wasserstein, normed', name, wasserstein / Math.max(one.deviation ?? 1, 0.001), one.normed);
    const [distance, p] = (two.ks as [number, number] | undefined) ?? [];
    compare('alibi-detect: KS, distance', name, ks.statistic, distance);
    compare('alibi-detect: KS, p', name, ks.p, p);
    const hits = (sample: Float64Array) => ({ hits: sample.filter((value) => value < fences[0] || value > fences[1]).length, all: sample.length });
    compare('alibi-detect: Fisher, p', name, fisherGreater(hits(x), hits(y)), two.fisher);
    if (!categories || !two.chi2) continue;
    const names = [...new Set([...x, ...y])];
    const counts = (sample: Float64Array) => names.map((value) => sample.filter((each) => each === value).length);
    const found = chiSquare(counts(x), counts(y));
    compare('alibi-detect: chi-square', name, found.statistic, two.chi2[0]);
    compare('alibi-detect: chi-square, p', name, found.p, two.chi2[1]);
  }
  console.log('| test | pairs | furthest, relatively | where |\n| --- | ---: | ---: | --- |');
  for (const [what, { compared, furthest, where }] of rows) console.log(`| ${what} | ${compared} | ${furthest.toExponential(1)} | ${where} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
