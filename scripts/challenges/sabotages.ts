/**
 * How many ways of spoiling the reference the checks catch: `node scripts/challenges/sabotages.ts [NN…]`, written as a table to docs/SABOTAGES.md. Each sabotage of
 * `sabotagens.yaml` is put into the reference, and the check that is meant to catch it runs, on local processes. CI does the same (tests/challenges/sabotage.test.ts).
 */
import { challengeIds, openChallengeLab, sabotages, spoiled } from '../../tests/challenges/challenge-lab.ts';
import { writeSections } from './page.ts';

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
for (const id of challengeIds().filter((each) => asked.length === 0 || asked.some((part) => each.startsWith(part)))) {
  const rows = await tryAll(id);
  const caught = rows.filter(({ status }) => status === 'failed').length;
  const share = Math.round((100 * caught) / rows.length);
  const lines = rows.map((row) => `| ${row.id} | ${row.caughtBy} | ${row.status === 'failed' ? 'caught' : row.status} |`);
  writeSections('SABOTAGES.md', head, {
    [`${id}: ${caught} of ${rows.length} caught (${share} %)`]: ['| sabotage | check | said |', '| --- | --- | --- |', ...lines].join('\n'),
  });
  process.stdout.write(`${id}: ${caught} of ${rows.length}\n`);
  if (caught < 0.9 * rows.length) process.exitCode = 1;
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
