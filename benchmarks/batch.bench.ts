/**
 * A million rows of eight numbers scored with a forest of 100 trees of depth 12, from CSV to CSV: `bancada batch` in a confined process against scikit-learn
 * with a forest of the same size trained on the same rows, read and written in parts by pandas. Ours tells bad rows, is durable by parts and counts as a
 * tracked run meanwhile. What the program held at most, for a tenth of the rows and for all.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBatches } from '../src-main/batch/index.ts';
import { openTestTables } from '../src-main/tables/test-tables.ts';
import { trainClassifier } from '../src-runtime/ml/classifier.ts';
import { saveModel } from '../src-runtime/ml/model-folder.ts';
import { seededRandom } from '../src-runtime/ml/random.ts';
import { root } from '../tests/support/cli.ts';
import { modelLab } from '../tests/support/model-lab.ts';
import { type Figure, report } from './support/report.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const numeric = Array.from({ length: 8 }, (_, index) => `x${index}`);
const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const perSecond = (count: number, ms: number) => `${Math.round((1000 * count) / ms).toLocaleString('en')} rows/s`;

function rowsOf(count: number, seed: number): Record<string, number | string>[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const row: Record<string, number | string> = Object.fromEntries(numeric.map((name) => [name, Math.round(random() * 1e6) / 1e6]));
    const score = numeric.reduce((sum, name, index) => sum + Number(row[name]) * (index % 2 === 0 ? 1 : -1), 0) + random() - 0.5;
    return { ...row, classe: score > 0 ? 'sim' : 'nao' };
  });
}

async function writeCsv(path: string, count: number, withClass: boolean): Promise<void> {
  const stream = createWriteStream(path);
  const names = withClass ? [...numeric, 'classe'] : numeric;
  stream.write(`${names.join(',')}\n`);
  for (let at = 0; at < count; at += 20_000) {
    const part = rowsOf(Math.min(20_000, count - at), 7 + at);
    if (!stream.write(part.map((row) => `${names.map((name) => row[name]).join(',')}\n`).join('')))
      await new Promise((resolve) => stream.once('drain', resolve));
  }
  await new Promise((resolve) => stream.end(resolve));
}

const lab = modelLab();
const { tables, dispose } = openTestTables();
const file = (name: string) => join(lab.root, name);
const parts = {
  ...lab,
  tables,
  datasets: { dataset: () => Promise.reject(new Error('none')) },
  applicationRoot: root,
  language: () => 'en' as const,
};
const batches = createBatches(lab.core, parts);

async function ours(input: string, output: string): Promise<{ ms: number; peakMb: number }> {
  const { batchId } = await batches.start({ target: 'floresta:1', input: file(input), output: file(output), engine: 'process' });
  await batches.ended(batchId);
  const { status, good, workedMs, error, trackingRunId } = batches.get(batchId);
  if (status !== 'done') throw new Error(`${status} after ${good} rows: ${error?.message}`);
  return { ms: workedMs, peakMb: Number(lab.tracking.run(trackingRunId!).metrics.peak_mb) };
}

try {
  const train = rowsOf(20_000, 1);
  await writeCsv(file('train.csv'), 20_000, true);
  await writeCsv(file('small.csv'), rows / 10, false);
  await writeCsv(file('large.csv'), rows, false);
  const model = await trainClassifier(train, { algorithm: 'random_forest', target: 'classe', numeric, seed: 7, params: { trees: 100, depth: 12 } });
  mkdirSync(file('model'));
  saveModel(file('model'), model, { seed: 7 });
  const { digest } = await lab.core.artifacts.take(file('model'));
  await lab.registry.register({ name: 'floresta', digest, runId: 'run', trackingRunId: null, metrics: {} });

  const small = await ours('small.csv', 'small-out.csv');
  const large = await ours('large.csv', 'large-out.csv');
  const figures: Figure[] = [];
  const { stdout } = spawnSync(process.execPath, [place('../scripts/setup/python.mjs'), 'sklearn', place('peers/requirements-sklearn.txt')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { python, missing } = JSON.parse(stdout) as { python?: string; missing?: string };
  if (!python) console.error(missing);
  else {
    const peer = (...args: string[]) =>
      JSON.parse(spawnSync(python, [place('peers/sklearn_batch.py'), ...args], { encoding: 'utf8' }).stdout) as {
        importMs: number;
        workMs: number;
        peakMb: number;
      };
    peer('train', file('train.csv'), file('model.joblib'));
    for (const jobs of ['1', '-1']) {
      rmSync(file('peer.csv'), { force: true });
      const { importMs, workMs, peakMb } = peer('score', file('model.joblib'), file('large.csv'), file('peer.csv'), jobs);
      figures.push({
        what: `batch of ${rows.toLocaleString('en')} rows, forest of 100 trees, CSV to CSV${jobs === '1' ? '' : ' (theirs on all cores)'}`,
        ours: perSecond(rows, large.ms),
        against: `${perSecond(rows, importMs + workMs)} (scikit-learn, n_jobs=${jobs}, ${Math.round(peakMb)} MB)`,
        ratio: ((importMs + workMs) / large.ms).toFixed(2),
      });
    }
  }
  figures.push({
    what: `memory of the program that scores, ${rows.toLocaleString('en')} rows against a tenth of them`,
    ours: `${Math.round(large.peakMb)} MB`,
    against: `${Math.round(small.peakMb)} MB`,
    ratio: (large.peakMb / small.peakMb).toFixed(2),
    bar: 'flat',
    met: large.peakMb < 1.5 * small.peakMb,
  });
  report(figures);
} finally {
  await batches.close();
  await lab.close();
  await dispose();
}
