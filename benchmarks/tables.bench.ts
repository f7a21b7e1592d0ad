/**
 * Tables of ten million rows and eight columns: a profile against pandas, a suite of 24 expectations against Great Expectations, both reading the same
 * Parquet file; answers are compared first. Each has a process of its own, from its start to its end, at the same priority; the
 * peers' imports are told apart. What the process held at most, for a million rows and for ten, and how the event loop of the core went on meanwhile.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpectationSuite } from '../src-main/contract/expectations.ts';
import { createExpectations } from '../src-main/expectations/index.ts';
import type { TableFile } from '../src-main/tables/index.ts';
import { openTestTables } from '../src-main/tables/test-tables.ts';
import { peerPython, profileDifferences, runPeer, suiteDifferences, suiteFile } from '../tests/compat/tables/peer.ts';
import { writeRows } from '../tests/compat/tables/rows.ts';
import { type Figure, median, report } from './support/report.ts';

const rows = Number(process.argv[2] ?? 10_000_000);
const rounds = 3;
const suite = JSON.parse(readFileSync(suiteFile, 'utf8')) as ExpectationSuite;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const times = (value: number) => `${value.toFixed(1)}×`;

/** Of our event loop while tables are read; and while there is nothing to do, for as long: what the machine itself adds. */
const [delay, idle] = [monitorEventLoopDelay({ resolution: 1 }), monitorEventLoopDelay({ resolution: 1 })];

/** Each call with a home and a process of its own; with what that process held at most. */
async function alone<T>(work: (lab: ReturnType<typeof openTestTables>) => Promise<T>): Promise<{ answer: T; ms: number; peakMb: number }> {
  const lab = openTestTables({ memoryBytes: 2 ** 29 });
  await sleep(50); // the home was made in one go, which is not what is measured
  const started = performance.now();
  delay.enable();
  const answer = await work(lab);
  delay.disable();
  const ms = performance.now() - started;
  const readers = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'table-worker'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const peaks = readers.map((pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  await lab.dispose();
  return { answer, ms, peakMb: Math.max(...peaks) };
}

const profile = (file: TableFile) => alone(({ tables }) => tables.profileTable(file));
const check = (file: TableFile) => alone(({ tables }) => createExpectations({ tables }).check(file, suite));

const lab = openTestTables();
const parquet = (count: number): TableFile => ({ path: join(lab.core.home.root, `voos-${count}.parquet`), format: 'parquet' });
const csv: TableFile = { path: join(lab.core.home.root, `voos-${rows}.csv`), format: 'csv' };
try {
  const { python, missing } = peerPython();
  const [small, large] = [parquet(rows / 10), parquet(rows)];
  for (const [file, count] of [
    [small, rows / 10],
    [large, rows],
    [csv, rows],
  ] as const)
    await writeRows(file.path, count);

  const figures: Figure[] = [];
  const before = { profile: await profile(small), check: await check(small) };
  const measured = { profile: [] as Awaited<ReturnType<typeof profile>>[], check: [] as Awaited<ReturnType<typeof check>>[] };
  for (let round = 0; round < rounds; round += 1) {
    measured.profile.push(await profile(large));
    measured.check.push(await check(large));
  }
  const late = delay.percentile(99.9) / 1e6;
  idle.enable();
  await sleep(rounds * 2000);
  idle.disable();
  const ms = { profile: median(measured.profile.map((each) => each.ms)), check: median(measured.check.map((each) => each.ms)) };
  const peak = Math.max(...[...measured.profile, ...measured.check].map(({ peakMb }) => peakMb));
  const peakBefore = Math.max(before.profile.peakMb, before.check.peakMb);
  const fromCsv = await profile(csv);

  if (python === null) console.error(missing);
  else {
    const theirs = { profile: runPeer(python, 'profile', large.path), check: runPeer(python, 'expect', large.path) };
    const differences = [
      ...profileDifferences(measured.profile[0]!.answer, theirs.profile.answer),
      ...suiteDifferences(measured.check[0]!.answer, theirs.check.answer),
    ];
    if (differences.length > 0) throw new Error(`the answers differ: ${differences.join('; ')}`);
    const took = { profile: theirs.profile.ms, check: theirs.check.ms };
    const both = (took.profile + took.check) / (ms.profile + ms.check);
    figures.push(
      {
        what: `profile and suite, ${rows.toLocaleString('en')} rows × 8 columns of Parquet, the same answers`,
        ours: seconds(ms.profile + ms.check),
        against: `pandas and Great Expectations ${seconds(took.profile + took.check)}`,
        ratio: times(both),
        bar: '≥ 10×',
        met: both >= 10,
      },
      {
        what: 'of it the profile',
        ours: seconds(ms.profile),
        against: `pandas ${seconds(took.profile)}, ${seconds(theirs.profile.importMs)} of it importing`,
        ratio: times(took.profile / ms.profile),
      },
      {
        what: 'of it the suite of 24 expectations',
        ours: seconds(ms.check),
        against: `Great Expectations ${seconds(took.check)}, ${seconds(theirs.check.importMs)} of it importing`,
        ratio: times(took.check / ms.check),
      },
      {
        what: 'most memory of the process',
        ours: `${peak.toFixed(0)} MB`,
        against: `pandas ${theirs.profile.peakMb.toFixed(0)} MB, Great Expectations ${theirs.check.peakMb.toFixed(0)} MB`,
        ratio: times(Math.max(theirs.profile.peakMb, theirs.check.peakMb) / peak),
      },
    );
  }
  figures.push(
    {
      what: 'the same for a tenth of the rows',
      ours: `${peakBefore.toFixed(0)} MB`,
      against: `ten times the rows: ${peak.toFixed(0)} MB`,
      ratio: times(peak / peakBefore),
    },
    { what: 'profile of the same rows as CSV, read for the first time', ours: seconds(fromCsv.ms) },
    {
      id: 'B5',
      what: 'event loop of the core meanwhile, p99.9',
      ours: `${late.toFixed(1)} ms`,
      against: `with nothing to do ${(idle.percentile(99.9) / 1e6).toFixed(1)} ms`,
      bar: '≤ 20 ms',
      met: late <= 20,
    },
  );
  report(figures);
} finally {
  await lab.dispose();
  rmSync(csv.path, { force: true });
}
