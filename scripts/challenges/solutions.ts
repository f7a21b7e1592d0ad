/**
 * What `bancada check` says of every solution: `node scripts/challenges/solutions.ts [NN…]`, written as a table to docs/SOLUTIONS.md. The reference on both engines
 * with three seeds, the starter once on each; every one by the command itself, in a home of its own. CI does the same with one seed (tests/challenges/solutions.test.ts).
 */
import type { CheckSession, EngineKind } from '../../src-main/contract/index.ts';
import { challengeIds } from '../../tests/challenges/challenge-lab.ts';
import { seeds } from '../../tests/challenges/seed.ts';
import { bancada } from '../../tests/support/cli.ts';
import { writeSections } from './page.ts';

const head = `# Solutions

Written by \`node scripts/challenges/solutions.ts\`: what \`bancada check NN --solution reference|starter --engine docker|process --seed N --json\` says, each time in a home
of its own: checks that passed, and the time the command took on a machine with two cores that others were using. The starter's first message is the Portuguese one that a learner reads.

`;

interface Answer {
  session: CheckSession;
  seconds: number;
}

const asked = process.argv.slice(2);
const engines: readonly EngineKind[] = ['process', 'docker'];

for (const id of challengeIds().filter((each) => asked.length === 0 || asked.some((part) => each.startsWith(part)))) {
  const rows: string[] = [];
  const starters: CheckSession[] = [];
  for (const engine of engines) {
    const passed: string[] = [];
    for (const seed of seeds) passed.push(told(await check(id, 'reference', engine, seed)));
    const starter = await check(id, 'starter', engine, seeds[0]);
    starters.push(starter.session);
    rows.push(`| ${[engine, ...passed, told(starter)].join(' | ')} |`);
    if (starter.session.status !== 'failed') process.exitCode = 1;
  }
  const first = starters[0]!.checks.find(({ status }) => status === 'failed');
  writeSections('SOLUTIONS.md', head, {
    [id]: [
      `| engine | ${seeds.map((seed) => `reference, seed ${seed}`).join(' | ')} | starter |`,
      `|${' --- |'.repeat(seeds.length + 2)}`,
      ...rows,
      '',
      `The starter's first failure, \`${first?.id}\`: ${first?.message ?? '—'}`,
    ].join('\n'),
  });
}

async function check(id: string, solution: 'reference' | 'starter', engine: EngineKind, seed: number): Promise<Answer> {
  const lab = bancada();
  const from = performance.now();
  try {
    const { json, stderr } = await lab('check', id, '--solution', solution, '--engine', engine, '--seed', String(seed));
    const session = json as CheckSession | null;
    if (!session?.checks) throw new Error(`${id} ${solution} ${engine} ${seed}: ${stderr}`);
    const answer = { session, seconds: (performance.now() - from) / 1000 };
    const slowest = session.checks.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 4);
    process.stdout.write(
      `${id} ${solution} ${engine} ${seed}: ${told(answer)}; ${slowest.map((one) => `${one.id} ${one.durationMs} ms`).join(', ')}\n`,
    );
    if (solution === 'reference' && session.status !== 'passed') {
      process.exitCode = 1;
      for (const one of session.checks) if (one.status !== 'passed') process.stdout.write(`  ${one.id} ${one.status}: ${one.message ?? one.seen}\n`);
    }
    return answer;
  } finally {
    // What a pipeline has deployed goes on without the command, and would without its home.
    const { json } = await lab('endpoints');
    for (const { name, status } of json?.endpoints ?? []) if (status !== 'stopped') await lab('stop', name);
    lab.dispose();
  }
}

function told({ session: { checks }, seconds }: Answer): string {
  return `${checks.filter(({ status }) => status === 'passed').length} of ${checks.length}, ${seconds.toFixed(0)} s`;
}
