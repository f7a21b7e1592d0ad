/** Sessions of checks over a challenge made on the spot: real runs as local processes, real records. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Language } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import { createProcessEngine } from '../../engines/process/index.ts';
import { openTestLab, type TestLab } from '../../pipelines/test-support/lab.ts';
import { createWorkspaces } from '../create.ts';
import type { WorkspacesDomain } from '../workspaces.ts';
import { type Checks, createChecks } from './create.ts';
import { toCsv } from './csv.ts';
import { verdict } from './views.ts';

const runtime = fileURLToPath(new URL('../../../dist/runtime', import.meta.url));
const ids = ['passa', 'falha', 'quebra', 'compara', 'trocado', 'editado', 'sonda', 'interrompido', 'ausente', 'frase', 'demora'];

const checksSource = `export default {
  passa: async (lab) => {
    const run = await lab.run();
    return lab.expect(run.status === 'succeeded' && run.metrics.soma === 3, { seen: run.metrics.soma / 7, expected: 3 });
  },
  falha: async (lab) => lab.expect(false, { seen: Object.keys(await lab.files()).join(), expected: (await lab.spec()).steps[0].run, where: { file: 'soma.ts', line: 2 } }),
  quebra: async () => { throw new TypeError('x is not a function'); },
  compara: async (lab) => {
    const [first, again, cached, fresh] = [await lab.run(), await lab.run(), await lab.run({ cache: true }), await lab.run({ cache: false })];
    const text = [first.runId === again.runId, cached.steps[0].cached, fresh.steps[0].cached, (await first.artifact('soma.total')).trim()];
    return lab.expect(true, { seen: text.join(), expected: '' });
  },
  trocado: async (lab) => {
    const run = await lab.run({ replaceDatasets: { numbers: [{ a: 10, b: null }, { a: 5, b: '7' }] } });
    return lab.expect(run.metrics.soma === 15, { seen: run.metrics.soma, expected: 15 });
  },
  editado: async (lab) => {
    const run = await lab.run({ editFiles: { 'soma.ts': (text) => text.replace("'soma'", "'outra'") } });
    return lab.expect(run.metrics.outra === 3 && !(await lab.files())['soma.ts'].includes('outra'), { seen: JSON.stringify(run.metrics), expected: 'outra' });
  },
  sonda: async (lab) => {
    const probe = await lab.probe('sondas/dobro.ts', { datasets: { n: 'numbers' } });
    return lab.expect(probe.metrics.dobro === 6, { seen: probe.error?.message ?? probe.metrics.dobro, expected: 6 });
  },
  interrompido: async (lab) => {
    const run = await lab.run({ interruptAt: 'soma' });
    return lab.expect(run.status === 'succeeded' && run.steps[0].attempts === 1, { seen: run.status, expected: 'succeeded' });
  },
  ausente: async (lab) => lab.missing(['soma.nada', 'outra.saida'], { file: 'pipeline.yaml' }),
  frase: async (lab) => lab.expect(false, { seen: 'O passo parou.', expected: '../soma.ts' }),
  demora: async () => new Promise(() => {}),
};
`;

const files: Record<string, string> = {
  'checks.ts': checksSource,
  'inicio/pipeline.yaml': 'name: x\nsteps:\n  - { id: soma, run: soma.ts, inputs: { n: "dataset:numbers" }, outputs: [total.json] }\n',
  'inicio/soma.ts': `import { step } from '@bancada/sdk';
export const soma = (rows) => rows.reduce((total, row) => total + Number(row.a) + (typeof row.b === 'number' ? row.b : 0), 0);
if (process.argv[1]?.endsWith('soma.ts')) await step(async (lab) => {
  const total = soma(lab.input('n').rows());
  await new Promise((resolve) => setTimeout(resolve, 100));
  lab.metric('soma', total);
  lab.output('total').json(total);
});
`,
  'sondas/dobro.ts': `import { step } from '@bancada/sdk';
import { soma } from '../soma.ts';
await step((lab) => lab.metric('dobro', 2 * soma(lab.input('n').rows())));
`,
};

describe.skipIf(!existsSync(runtime))('a session of checks', () => {
  let lab: TestLab;
  let checks: Checks;
  let workspaces: WorkspacesDomain;
  let passed: [string, readonly string[]][];

  beforeEach(() => {
    lab = openTestLab((core) => createProcessEngine(core, runtime));
    const folder = join(lab.code, '..', 'challenge');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const fail = { pt: 'Visto: {seen}. Esperado: {expected}.', en: 'Seen: {seen}. Expected: {expected}.' };
    const catalog = {
      challengeIds: () => ['x'],
      challengeFolder: (id: string) => {
        if (id !== 'x') throw new BancadaError('CHALLENGE_NOT_FOUND', { id, known: 'x' });
        return folder;
      },
      checks: (_: string, language: Language) =>
        ids.map((id) => ({ id, title: `${id} ${language}`, read: 'arquitetura:x#y', fail: fail[language], hints: [] })),
    };
    passed = [];
    const none = (): never => {
      throw new Error('nothing is registered here');
    };
    const unused = () => Promise.reject(new Error('nothing is served here'));
    const serving = { serve: unused, stop: unused, trial: String };
    const rollouts = { start: unused, last: () => null, settled: unused, rollback: unused };
    const batches = { start: unused, get: none, watch: none, cancel: unused, ended: unused };
    const registry = { resolve: none, folder: none, model: none, events: none };
    workspaces = createWorkspaces(lab.core, { catalog, sdkTypesFile: '' });
    checks = createChecks(lab.core, {
      catalog,
      workspaces,
      pipelines: lab.pipelines,
      loads: { measure: unused },
      ...{ serving, rollouts, batches, registry },
      tracking: { run: none, search: {} as never, history: {} as never },
      features: { online: () => expect.unreachable() },
      cloud: { desk: unused, site: unused, close: unused },
      exports: { preview: unused },
      serving,
      ci: { start: unused, finished: unused, cancel: unused, applyPullRequest: unused, endRehearsals: unused, rollBack: unused, workflow: unused },
      engines: { pick: async () => createProcessEngine(lab.core, runtime) },
      onPassed: async (id, which) => {
        passed.push([id, which]);
      },
    });
  });
  afterEach(async () => {
    await checks.close();
    await lab[Symbol.asyncDispose]();
  });

  const start = (only: string[], solution: 'workspace' | 'starter' = 'workspace') =>
    checks.start({ challengeId: 'x', solution, engine: 'process', language: 'pt', seed: 7, only });

  test('runs them in order, tells what was seen, and reports what passed', async () => {
    const wanted = ids.filter((id) => id !== 'demora');
    const { sessionId } = await start(wanted);
    expect(checks.session(sessionId).status).toBe('running');
    const session = await checks.finished(sessionId);
    const result = (id: string) => session.checks.find((check) => check.id === id)!;
    expect(session.status).toBe('failed');
    expect(session.checks.map(({ id }) => id)).toEqual(ids);
    expect(result('passa')).toMatchObject({ status: 'passed', seen: '0.4286', expected: '3', message: null, title: 'passa pt' });
    expect(result('ausente')).toMatchObject({ status: 'failed', seen: '—', expected: 'soma.nada, outra.saida', where: { file: 'pipeline.yaml' } });
    expect(result('ausente').message).toMatch(/não deixou soma\.nada, outra\.saida\. .*outputs/);
    expect(result('frase').message).toBe('Visto: O passo parou. Esperado: ../soma.ts.');
    expect(result('falha')).toMatchObject({
      status: 'failed',
      message: 'Visto: pipeline.yaml,soma.ts. Esperado: soma.ts.',
      where: { file: 'soma.ts', line: 2 },
      read: 'arquitetura:x#y',
    });
    expect(result('quebra')).toMatchObject({ status: 'error', message: expect.stringContaining('x is not a function') });
    expect(result('compara')).toMatchObject({ status: 'passed', seen: 'true,true,false,3' });
    for (const id of ['trocado', 'editado', 'sonda', 'interrompido']) expect(result(id), result(id).seen ?? '').toMatchObject({ status: 'passed' });
    expect(result('demora').status).toBe('skipped');
    expect(passed).toEqual([['x', wanted.filter((id) => !['falha', 'ausente', 'frase'].includes(id) && id !== 'quebra')]]);
    // Only the learner's own run counts among their runs.
    expect(lab.pipelines.list({ pipeline: 'x', limit: 50 })).toHaveLength(1);
  });

  test('takes the run that the learner has just made, and makes another once the code is another', async () => {
    const rows = () => lab.pipelines.list({ pipeline: 'x', limit: 50 });
    const code = workspaces.codeFolder('x', 'workspace');
    const { runId } = await lab.pipelines.start({ pipeline: 'x', engine: 'process', codeFolder: code });
    await lab.pipelines.finished(runId);
    expect((await checks.finished((await start(['passa', 'compara'])).sessionId)).status).toBe('passed');
    expect(rows().map((run) => run.runId)).toEqual([runId]);
    writeFileSync(join(code, 'soma.ts'), `${files['inicio/soma.ts']}// other\n`);
    expect((await checks.finished((await start(['passa'])).sessionId)).status).toBe('passed');
    expect(rows()).toHaveLength(2);
  });

  test('does not take a run that was cancelled, or whose files are gone', async () => {
    const code = workspaces.codeFolder('x', 'workspace');
    const { runId } = await lab.pipelines.start({ pipeline: 'x', engine: 'process', codeFolder: code });
    await lab.pipelines.cancel(runId);
    await lab.pipelines.finished(runId);
    expect((await checks.finished((await start(['passa'])).sessionId)).status).toBe('passed');
    const [own] = lab.pipelines.list({ pipeline: 'x', limit: 1 });
    expect(own!.runId).not.toBe(runId);
    rmSync(lab.pipelines.artifactPath(own!.runId, 'soma.total'));
    expect((await checks.finished((await start(['passa'])).sessionId)).status).toBe('passed');
    expect(lab.pipelines.list({ pipeline: 'x', limit: 50 })).toHaveLength(3);
  });

  test('is found again later, in either language, and says nothing of other solutions', async () => {
    await checks.finished((await start(['passa'], 'starter')).sessionId);
    expect(passed).toEqual([]);
    expect(checks.last('x', 'en')).toMatchObject({ status: 'passed', solution: 'starter' });
    expect(checks.last('x', 'en')!.checks[0]).toMatchObject({ title: 'passa en', status: 'passed' });
    expect(() => checks.last('y', 'pt')).toThrow(expect.objectContaining({ code: 'CHALLENGE_NOT_FOUND' }));
  });

  test('holds for the code that it saw, and for no other', async () => {
    const { sessionId } = await start(['passa']);
    expect(await checks.finished(sessionId)).toMatchObject({ status: 'passed', stale: false });
    const before = workspaces.read('x', 'soma.ts', 'workspace').content;
    workspaces.write('x', 'soma.ts', `${before}// broken`);
    expect(checks.last('x', 'pt')).toMatchObject({ sessionId, status: 'passed', stale: true });
    workspaces.write('x', 'soma.ts', before);
    expect(checks.session(sessionId).stale).toBe(false);
    workspaces.write('x', 'novo.ts', '');
    expect(checks.session(sessionId).stale).toBe(true);
    expect(await checks.finished((await start(['passa'])).sessionId)).toMatchObject({ stale: false });
  });

  test('is stale when the code changed while it was checked', async () => {
    const { sessionId } = await start(['compara']);
    workspaces.write('x', 'novo.ts', '');
    expect(await checks.finished(sessionId)).toMatchObject({ stale: true });
  });

  test('names what is wrong with the pipeline, and where', async () => {
    await checks.finished((await start(['falha'])).sessionId);
    writeFileSync(join(lab.core.home.workspaces, 'x', 'pipeline.yaml'), 'name: x\nstep: []\n');
    const session = await checks.finished((await start(['passa'])).sessionId);
    expect(session.checks[0]).toMatchObject({
      status: 'error',
      message: expect.stringContaining('pipeline.yaml, linha 2, coluna 1: em step'),
      where: { file: 'pipeline.yaml', line: 2 },
    });
  });

  test('can be cancelled in the middle of a check', async () => {
    const { sessionId } = await start(['demora', 'passa']);
    await checks.cancel(sessionId);
    const session = checks.session(sessionId);
    expect(session.status).toBe('cancelled');
    expect(session.checks.every(({ status }) => status === 'skipped' || status === 'passed')).toBe(true);
  });

  test('gives way to a newer one of the same challenge', async () => {
    const first = await start(['demora']);
    const second = await start(['passa']);
    expect(checks.session(first.sessionId).status).toBe('cancelled');
    expect((await checks.finished(second.sessionId)).status).toBe('passed');
  });
});

test('numbers in a verdict have four digits, and nothing is longer than a screen', () => {
  expect(verdict(true, { seen: 0.123456, expected: 20_000 })).toEqual({ ok: true, seen: '0.1235', expected: '20000' });
  expect(verdict(false, { seen: 'x'.repeat(5000), expected: { a: 1 } }).seen).toHaveLength(602);
});

test('rows keep their kinds on the way through a file', async () => {
  const { parseCsv } = await import('../../../src-runtime/sdk/csv.ts');
  const rows = [
    { a: 1, b: 'x, "y"', c: null, d: true },
    { a: -0.5, b: '007', c: '', d: false },
    { a: 1e21, b: 'true', c: 'linha\nnova', d: true },
  ];
  expect(parseCsv(toCsv(rows))).toEqual(rows);
});
