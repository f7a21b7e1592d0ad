import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, penguins, runNode, scratch, sdkSource, writeJson } from '../test-kit.ts';

/** Runs a learner's program with two inputs and three outputs declared. */
async function run(body: string, context: Record<string, unknown> = {}, file = 'passo.ts'): Promise<Ended & { out: string; dir: string }> {
  const dir = scratch();
  const out = join(dir, 'out');
  mkdirSync(out);
  writeJson(join(dir, 'penguins.json'), penguins());
  writeFileSync(join(dir, 'tabela.csv'), 'a,b\n1,x\n,y\n');
  writeFileSync(join(dir, file), `import { step } from ${JSON.stringify(sdkSource)};\n${body}`);
  const path = writeJson(join(dir, 'context.json'), {
    mode: 'step',
    run: { id: 'r1', pipeline: 'p', step: 's', attempt: 2 },
    seed: 7,
    params: { arvores: 60 },
    matrix: { algoritmo: 'mlp' },
    inputs: {
      pinguins: { path: join(dir, 'penguins.json'), format: 'json' },
      tabela: { path: join(dir, 'tabela.csv'), format: 'csv' },
      modelos: { path: dir, format: 'folder', items: [{ name: 'algoritmo=rf', path: dir, format: 'folder', matrix: { algoritmo: 'rf' } }] },
    },
    outputs: {
      linhas: { path: join(out, 'linhas.jsonl'), format: 'jsonl' },
      notas: { path: join(out, 'notas.txt'), format: 'file' },
      modelo: { path: join(out, 'modelo'), format: 'folder' },
    },
    outDir: out,
    codeDir: dir,
    ...context,
  });
  const ended = await runNode([join(dir, file)], { LAB_CONTEXT: path }).ended;
  return { ...ended, out, dir };
}

test('events come out in order as RFC 7464 records, between lines of plain log', async () => {
  const ended = await run(`await step((lab) => {
    lab.param('arvores', lab.params.arvores!);
    console.log('linha comum');
    lab.metric('perda', 0.5); lab.metric('perda', 0.25); lab.metric('auc', 0.9, 12);
    lab.tag('algoritmo', String(lab.matrix.algoritmo));
    lab.warn('cuidado', { tentativa: lab.run.attempt });
    lab.progress(0.5, 'metade');
  });`);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toContain('linha comum\n');
  expect(ended.events).toEqual([
    { type: 'param', key: 'arvores', value: 60 },
    { type: 'metric', key: 'perda', value: 0.5, step: 0, timestamp: expect.any(Number) },
    { type: 'metric', key: 'perda', value: 0.25, step: 1, timestamp: expect.any(Number) },
    { type: 'metric', key: 'auc', value: 0.9, step: 12, timestamp: expect.any(Number) },
    { type: 'tag', key: 'algoritmo', value: 'mlp' },
    { type: 'log', level: 'warn', message: 'cuidado', fields: { tentativa: 2 } },
    { type: 'progress', fraction: 0.5, message: 'metade' },
  ]);
});

test('inputs are read and outputs written whole, leaving no partial file', async () => {
  const ended = await run(`await step((lab) => {
    const rows = lab.input('tabela').rows();
    lab.output('linhas').rows(rows);
    lab.output('notas').text(lab.input('pinguins').rows().length + ' ' + lab.input('modelos').items[0]!.matrix.algoritmo);
  });`);
  expect(ended.code).toBe(0);
  expect(readFileSync(join(ended.out, 'linhas.jsonl'), 'utf8')).toBe('{"a":1,"b":"x"}\n{"a":null,"b":"y"}\n');
  expect(readFileSync(join(ended.out, 'notas.txt'), 'utf8')).toBe('344 rf');
  expect(readdirSync(ended.out).sort()).toEqual(['linhas.jsonl', 'notas.txt']);
});

test('the same seed gives the same chance at every run', async () => {
  const body = 'await step((lab) => lab.metric("x", lab.random()));';
  const values = await Promise.all([run(body), run(body), run(body, { seed: 8 })]);
  const [a, b, other] = values.map(({ events }) => events[0]!.value);
  expect(a).toBe(b);
  expect(other).not.toBe(a);
});

test("an error names its code and the learner's own line, and the program exits 1", async () => {
  const ended = await run(`await step(async (lab) => {
  await Promise.resolve();
  lab.input('nada');
});`);
  expect(ended.code).toBe(1);
  expect(ended.events.at(-1)).toMatchObject({ type: 'error', code: 'INPUT_UNKNOWN', file: 'passo.ts', line: 4, data: { name: 'nada' } });
});

test('errors of plain JavaScript and those thrown behind its back are told too', async () => {
  const [thrown, late] = await Promise.all([
    run('await step(() => { null!.x; });'),
    run('await step(async () => { setTimeout(() => { throw new RangeError("tarde"); }, 5); await new Promise((r) => setTimeout(r, 2000)); });'),
  ]);
  expect(thrown).toMatchObject({ code: 1, events: [{ type: 'error', code: 'TypeError', line: 2 }] });
  expect(late).toMatchObject({ code: 1, events: [{ type: 'error', code: 'RangeError', message: 'tarde' }] });
});

test('messages follow the language of the context', async () => {
  const body = 'await step((lab) => lab.metric("m", Number.NaN));';
  const [pt, en] = await Promise.all([run(body), run(body, { lang: 'en' })]);
  expect(pt.events[0]!.message).toBe('A métrica “m” recebeu NaN; só números finitos podem ser registrados.');
  expect(en.events[0]!.message).toBe('Metric “m” was given NaN; only finite numbers can be recorded.');
});

test('nothing written before the end is lost, however much it is', async () => {
  const ended = await run(`await step((lab) => {
    for (let i = 0; i < 20000; i++) lab.log('linha ' + i);
    throw new Error('fim');
  });`);
  expect(ended.events).toHaveLength(20_001);
  expect(ended.events.at(-1)).toMatchObject({ type: 'error', message: 'fim' });
});

test('a step in an imported file does nothing but say so', async () => {
  const dir = scratch();
  writeFileSync(
    join(dir, 'aluno.ts'),
    `import { step } from ${JSON.stringify(sdkSource)};\nexport const dobro = (x: number) => 2 * x;\nawait step((lab) => lab.metric('do-aluno', 1));`,
  );
  const ended = await run(`import { dobro } from ${JSON.stringify(join(dir, 'aluno.ts'))};\nawait step((lab) => lab.metric('da-sonda', dobro(21)));`);
  expect(ended.code).toBe(0);
  expect(ended.events).toMatchObject([
    { type: 'log', level: 'warn' },
    { type: 'metric', key: 'da-sonda', value: 42 },
  ]);
});

test('a timer left open does not keep the program alive', async () => {
  const from = performance.now();
  const ended = await run('await step(() => { setInterval(() => {}, 1000); });');
  expect(ended.code).toBe(0);
  expect(performance.now() - from).toBeLessThan(6_000);
});

test('without a context the program says how to start it', async () => {
  const ended = await run('await step(() => {});');
  const alone = await runNode([join(ended.dir, 'passo.ts')], { LAB_CONTEXT: '/nowhere' }).ended;
  expect(alone).toMatchObject({ code: 1, events: [{ type: 'error', code: 'CONTEXT_MISSING' }] });
});
