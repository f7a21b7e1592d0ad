/** A core killed with SIGKILL at random moments: the next one finishes the run, nothing that had finished runs twice, nothing is left over. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PipelineRun } from '../../src-main/contract/pipelines.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { dockerAnswers } from '../support/cli.ts';
import { homeIdOf } from './home-id.ts';

const program = fileURLToPath(new URL('./core.ts', import.meta.url));
const moments = 10;
const seed = Number(process.env.FAULT_SEED ?? 20_260_728);
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-faults-'));
  for (const [path, text] of Object.entries(code())) {
    mkdirSync(dirname(join(root, 'code', path)), { recursive: true });
    writeFileSync(join(root, 'code', path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each([
  { engine: 'process', longest: 1500, skip: false },
  { engine: 'docker', longest: 4000, skip: !dockerAnswers },
])('a core killed during a run ($engine)', ({ engine, longest, skip }) => {
  const random = seededRandom(seed);
  const cases = Array.from({ length: moments }, (_, index) => ({ index, afterMs: Math.round(random() * longest) }));

  test.skipIf(skip).each(cases)('$index: after $afterMs ms', async ({ index, afterMs }) => {
    const home = join(root, `${engine}-${index}`);
    const first = core(home, engine, 'start');
    const { runs } = (await first.line()) as { runs: string[] };
    await Promise.race([sleep(afterMs), first.exited]);
    first.child.kill('SIGKILL');
    await first.exited;

    const finished = finishedSteps(home);
    const from = performance.now();
    const second = core(home, engine, 'recover');
    const taken = (await second.line()) as { runs: string[] };
    const takenUpAfter = performance.now() - from;
    const { ended } = (await second.line()) as { ended: PipelineRun[] };
    expect(await second.exited).toBe(0);

    const wasOver = taken.runs.length === 0;
    if (!wasOver) {
      expect(taken.runs).toEqual(runs);
      expect(ended[0]).toMatchObject({ status: 'succeeded', error: null, metrics: { soma: 60 }, model: { name: 'falhas', version: '1' } });
      expect(takenUpAfter).toBeLessThan(5000);
    }
    const attempts = attemptsOf(home);
    for (const step of finished) expect(attempts.get(step), step).toEqual(['succeeded']);
    for (const [step, ends] of attempts)
      expect(
        ends.filter((end) => end !== 'lost'),
        step,
      ).toEqual(['succeeded']);
    expect(once(home)).toEqual({ versions: 1, points: 15, runsLeftOpen: 0 });
    expect(leftovers(home, engine)).toEqual([]);
  });
});

interface CoreProcess {
  child: ChildProcess;
  line(): Promise<unknown>;
  exited: Promise<number | null>;
}

function core(home: string, engine: string, action: string): CoreProcess {
  const child = spawn(process.execPath, [program, home, join(root, 'code'), engine, action], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    exited,
    async line() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the core ended: ${errors}`);
      return JSON.parse(value);
    },
  };
}

function query<T>(home: string, sql: string): T[] {
  const db = new Sqlite(join(home, 'bancada.db'), { readonly: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

function finishedSteps(home: string): string[] {
  return query<{ step_id: string }>(home, "SELECT step_id FROM step_runs WHERE status = 'succeeded' AND step_id <> 'registro'").map(
    (row) => row.step_id,
  );
}

function attemptsOf(home: string): Map<string, string[]> {
  const ends = new Map<string, string[]>();
  for (const row of query<{ step_id: string; status: string }>(home, 'SELECT step_id, status FROM step_attempts ORDER BY started_at')) {
    ends.set(row.step_id, [...(ends.get(row.step_id) ?? []), row.status]);
  }
  return ends;
}

/** What must be there exactly once, however often the core died. */
function once(home: string) {
  const [versions] = query<{ n: number }>(home, 'SELECT count(*) AS n FROM model_versions');
  // What a lost attempt told is taken back, so its repeat's points stand alone.
  const points = query<{ n: number }>(home, "SELECT count(*) AS n FROM metrics WHERE key = 'ponto'");
  const open = query<{ n: number }>(
    home,
    "SELECT (SELECT count(*) FROM pipeline_runs WHERE status IN ('pending', 'running')) + (SELECT count(*) FROM runs WHERE status = 'RUNNING') AS n",
  );
  return { versions: versions!.n, points: points[0]!.n, runsLeftOpen: open[0]!.n };
}

/** Programs, containers and folders of this home that nobody needs any more. */
function leftovers(home: string, engine: string): string[] {
  const folders = readdirSync(join(home, 'runs')).filter((name) => name !== 'code');
  if (engine === 'docker') {
    const listed = execFileSync('docker', ['ps', '-a', '-q', '--filter', `label=bancada.home=${homeIdOf(home)}`], { encoding: 'utf8' });
    return [...folders, ...listed.split('\n').filter(Boolean)];
  }
  if (!existsSync('/proc')) return folders;
  const programs = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(home));
  return [...folders, ...programs];
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function code(): Record<string, string> {
  return {
    'pipeline.yaml': `name: falhas
steps:
  - { id: dados, run: dados.ts, outputs: [dados.json] }
  - { id: parte, run: parte.ts, inputs: { dados: dados.dados }, outputs: [parte.json], matrix: { n: [1, 2, 3] }, retries: { max: 1, delay: 100ms } }
  - { id: soma, run: soma.ts, inputs: { partes: parte.parte }, outputs: [modelo/, soma.json] }
  - { id: registro, uses: register, inputs: { modelo: soma.modelo }, with: { name: falhas, alias: champion } }
`,
    'dados.ts': `import { step } from '@bancada/sdk';
await step(async (lab) => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  lab.output('dados').json([10, 20, 30]);
});`,
    'parte.ts': `import { step } from '@bancada/sdk';
await step(async (lab) => {
  const n = Number(lab.matrix.n);
  for (let i = 0; i < 5; i++) {
    lab.metric('ponto', i, i);
    lab.log('ponto ' + i);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  lab.output('parte').json(lab.input('dados').json()[n - 1]);
});`,
    'soma.ts': `import { step, trainClassifier } from '@bancada/sdk';
await step(async (lab) => {
  const soma = lab.input('partes').items.reduce((total, item) => total + item.json(), 0);
  lab.metric('soma', soma);
  lab.output('soma').json(soma);
  const linhas = [0, 1, 2, 3].map((x) => ({ x, y: x % 2 ? 'a' : 'b' }));
  lab.output('modelo').model(await trainClassifier(linhas, { algorithm: 'majority', target: 'y', numeric: ['x'] }));
});`,
  };
}
