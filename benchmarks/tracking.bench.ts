/**
 * The tracking server against the stock MLflow server on the same machine, both seeded with the same runs and asked by the same load generator, and
 * against a floor that does only what physics asks for. Answers are compared before they are timed. `writes|searches|charts` as
 * an argument measures one part, a number behind `searches` one size.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from './support/report.ts';
import { charts } from './tracking/charts.ts';
import { searches } from './tracking/searches.ts';
import { writes } from './tracking/writes.ts';

const parts = { writes, searches, charts };
const asked = process.argv[2] as keyof typeof parts | undefined;
// The servers have the first core, the load generator the second.
spawnSync('taskset', ['-cp', '1', String(process.pid)]);
const folder = mkdtempSync(join(tmpdir(), 'bancada-bench-tracking-'));
try {
  const figures = [];
  for (const [name, part] of Object.entries(parts)) if (!asked || asked === name) figures.push(...(await part(folder, Number(process.argv[3] ?? 0))));
  report(figures);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
