/**
 * How many ways of spoiling the reference the checks catch: `node scripts/challenges/sabotages.ts [NN…]`, written as a table to docs/SABOTAGES.md. Each sabotage of
 * `sabotagens.yaml` is put into the reference, and the check that is meant to catch it runs, on local processes. CI does the same (tests/challenges/sabotage.test.ts).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { challengeIds, openChallengeLab, sabotages, spoiled } from '../../tests/challenges/challenge-lab.ts';
import { root } from '../../tests/support/cli.ts';

const page = join(root, 'docs', 'SABOTAGES.md');
const head = `# Sabotages

Written by \`node scripts/challenges/sabotages.ts\`: every way of spoiling a reference solution that \`challenges/NN/sabotagens.yaml\` lists, put into it, and what its
named check says (local processes, seed 7). At least 90 % of each challenge's are caught.

`;

interface Row {
  id: string;
  caughtBy: string;
  status: string;
}

const asked = process.argv.slice(2);
const ids = challengeIds().filter((id) => asked.length === 0 || asked.some((part) => id.startsWith(part)));
const sections = new Map(
  (existsSync(page) ? readFileSync(page, 'utf8') : '')
    .split(/^(?=## \d\d-)/m)
    .flatMap((text) => (/^## (\S+)/.test(text) ? [[/^## (\S+)/.exec(text)![1]!, text]] : [])),
);
for (const id of ids) {
  const rows = await tryAll(id);
  const caught = rows.filter(({ status }) => status === 'failed').length;
  sections.set(
    id,
    `## ${id}: ${caught} of ${rows.length} caught (${Math.round((100 * caught) / rows.length)} %)\n\n| sabotage | check | said |\n| --- | --- | --- |\n${rows
      .map((row) => `| ${row.id} | ${row.caughtBy} | ${row.status === 'failed' ? 'caught' : row.status} |`)
      .join('\n')}\n\n`,
  );
  process.stdout.write(`${id}: ${caught} of ${rows.length}\n`);
  if (caught < 0.9 * rows.length) process.exitCode = 1;
  writeFileSync(
    page,
    `${head}${[...sections]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => text)
      .join('')}`
      .trimEnd()
      .concat('\n'),
  );
}

async function tryAll(id: string): Promise<Row[]> {
  const bench = await openChallengeLab();
  const rows: Row[] = [];
  try {
    for (const sabotage of sabotages(id)) {
      bench.writeReference(id, { [sabotage.file]: spoiled(id, sabotage) });
      const session = await bench.check(id, { only: [sabotage.caught_by] });
      const status = session.checks.find((check) => check.id === sabotage.caught_by)?.status ?? 'not run';
      rows.push({ id: sabotage.id, caughtBy: sabotage.caught_by, status });
    }
  } finally {
    await bench.close();
  }
  return rows;
}
