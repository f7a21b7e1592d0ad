/**
 * `npm run bench [name …]`: runs the programs of benchmarks/ one after the other, prints their figures and writes them into docs/BENCHMARKS.md.
 * Each program prints one JSON object: { name, command, figures: [{ id, what, ours, against, ratio, bar, met }] }.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { setUp } from './setup/index.mjs';
import { pinnedNode, root, say } from './setup/places.mjs';

const page = join(root, 'docs', 'BENCHMARKS.md');
const kept = join(root, 'benchmarks', 'figures.json');
const asked = process.argv.slice(2);
const all = readdirSync(join(root, 'benchmarks'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const unknown = asked.filter((name) => !all.includes(name));

if (unknown.length > 0) {
  say(`não conheço ${unknown.join(', ')}; há: ${all.join(', ')}`);
  process.exitCode = 2;
} else {
  setUp(['runtime', 'plantuml', 'renderer', 'host']);
  const figures = JSON.parse(readFileSync(kept, 'utf8'));
  const load = loadavg()[0].toFixed(1); // what others do: we have not begun
  for (const name of asked.length > 0 ? asked : all) {
    say(`${name}…`);
    const { status, stdout } = spawnSync(pinnedNode(), [`benchmarks/${name}.bench.ts`], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) {
      say(`${name} terminou com código ${status}`);
      process.exitCode = 1;
      continue;
    }
    figures[name] = { at: new Date().toISOString().slice(0, 10), load, ...JSON.parse(stdout.trim().split('\n').at(-1)) };
    process.stdout.write(`${table(figures[name].figures)}\n`);
  }
  writeFileSync(kept, `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(page, render(figures));
}

function render(figures) {
  const machine = `${availableParallelism()} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GiB, ${process.platform}`;
  const sections = Object.entries(figures).map(
    ([name, { at, load, note, figures: rows }]) =>
      `## ${name}\n\n\`npm run bench -- ${name}\`, ${at}, load of the machine before it ${load}.${note ? ` ${note}` : ''}\n\n${table(rows)}`,
  );
  return `# Benchmarks\n\nWritten by \`npm run bench\`; do not edit. Machine of the last run: ${machine}. Each ratio is ours ÷ the other of the same run; single figures of a\nshared machine read as ±20 %. None of this is asserted in a test.\n\n${sections.join('\n\n')}\n`;
}

function table(rows) {
  const lines = rows.map(
    ({ id, what, ours, against, ratio, bar, met }) =>
      `| ${id ?? ''} | ${what} | ${ours} | ${against ?? '—'} | ${ratio ?? '—'} | ${bar ?? '—'} | ${met === undefined ? '—' : met ? 'yes' : '**no**'} |`,
  );
  return ['| bar | what | ours | against | ratio | asked | met |', '| --- | --- | --- | --- | --- | --- | --- |', ...lines].join('\n');
}
