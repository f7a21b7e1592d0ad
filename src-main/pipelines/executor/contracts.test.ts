import { expect, test } from 'vitest';
import { explain } from '../../contract/messages/index.ts';
import type { PipelineRun } from '../../contract/pipelines.ts';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const yaml = `name: p
steps:
  - id: ler
    run: ler.ts
    outputs: [voos.csv]
    contracts: { voos: contratos/voos.yaml }
  - { id: treino, run: treino.ts, inputs: { x: ler.voos }, outputs: [m.json] }
  - { id: painel, run: treino.ts, inputs: { x: ler.voos }, outputs: [m.json] }
`;
const contract = `contract: voos
columns:
  - { name: id, type: integer, nullable: false }
  - { name: atraso, type: number }
  - { name: voo, type: text, nullable: false }
expectations:
  - { type: expect_column_values_to_be_between, column: atraso, max_value: 600, severity: warning }
`;
const good = 'id,atraso,voo\n1,10,AA1\n2,,AA2\n';
const leaves: Record<string, string> = {};

function open(voos = good, more: Record<string, string> = {}): TestLab {
  leaves.voos = voos;
  return openTestLab(createFakeEngine({ ler: { leaves } }), {
    'pipeline.yaml': yaml,
    'ler.ts': '1',
    'treino.ts': '',
    'contratos/voos.yaml': contract,
    ...more,
  });
}

async function run(lab: TestLab): Promise<PipelineRun> {
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  return lab.pipelines.finished(runId);
}
/** Another program, which leaves something else. */
const edit = (lab: TestLab, voos: string) => {
  leaves.voos = voos;
  lab.write({ 'ler.ts': voos });
};
const statuses = (found: PipelineRun) => found.steps.map(({ status }) => status);
const changes = (lab: TestLab, found: PipelineRun) =>
  lab.pipelines.contracts(found.runId, 'ler').flatMap((each) => each.changes.map(({ kind, column, breaking }) => [kind, column, breaking]));

test('an output that keeps its contract goes on; a column more and a warning are notes', async () => {
  await using lab = open('id,atraso,voo,novo\n1,900,AA1,x\n2,,AA2,y\n');
  const found = await run(lab);
  expect(found.status).toBe('succeeded');
  expect(lab.pipelines.contracts(found.runId, 'ler')).toMatchObject([
    { output: 'voos', contract: 'voos', version: 1, held: true, rows: 2, consumers: ['treino', 'painel'] },
  ]);
  expect(changes(lab, found)).toEqual([
    ['expectation', 'atraso', false],
    ['new', 'novo', false],
  ]);
});

test('a column gone, another type and what is missing break it: producer and consumers are named, and nothing behind it runs', async () => {
  await using lab = open('id,atraso\n1,cedo\n,tarde\n');
  const found = await run(lab);
  expect(statuses(found)).toEqual(['failed', 'skipped', 'skipped']);
  expect(changes(lab, found).filter(([, , breaking]) => breaking)).toEqual([
    ['null', 'id', true],
    ['type', 'atraso', true],
    ['gone', 'voo', true],
  ]);
  const { error } = found.steps[0]!;
  expect(error).toMatchObject({
    code: 'CONTRACT_BROKEN',
    data: { step: 'ler', output: 'voos', contract: 'voos', contractFile: 'contratos/voos.yaml' },
  });
  expect(explain('CONTRACT_BROKEN', error!.data, 'pt-BR').what).toBe(
    'A saída voos do passo ler não cumpre o contrato voos: a coluna id não pode ter vazios e tem 1 em 2 linhas; o primeiro está na linha 2 (e mais 2). Não rodou quem lê essa saída: treino, painel.',
  );
  expect(explain('CONTRACT_BROKEN', error!.data, 'en').what).toContain('What reads this output did not run: treino, painel.');
  expect(found.steps[0]!.outputs.map(({ name }) => name)).toEqual(['voos']);
});

test('results out of the cache are held to the contract as it is now', async () => {
  await using lab = open();
  expect((await run(lab)).status).toBe('succeeded');
  lab.write({ 'contratos/voos.yaml': contract.replace('type: number', 'type: number, nullable: false') });
  const second = await run(lab);
  expect(statuses(second)).toEqual(['failed', 'skipped', 'skipped']);
  expect(changes(lab, second)).toEqual([['null', 'atraso', true]]);
  lab.write({ 'contratos/voos.yaml': contract });
  expect(statuses(await run(lab))).toEqual(['cached', 'cached', 'cached']);
});

test('leaving a column out of the contract too does not take the promise back; raising its version does', async () => {
  await using lab = open();
  await run(lab);
  const shorter = contract.replace(/ {2}- \{ name: voo.*\n/, '');
  edit(lab, 'id,atraso\n1,10\n');
  lab.write({ 'contratos/voos.yaml': shorter });
  const second = await run(lab);
  expect(lab.pipelines.contracts(second.runId, 'ler')[0]!.changes).toMatchObject([{ kind: 'gone', column: 'voo', withdrawn: true }]);
  lab.write({ 'contratos/voos.yaml': shorter.replace('columns:', 'version: 2\ncolumns:') });
  expect((await run(lab)).status).toBe('succeeded');
  // The code of before is held to what it promised itself.
  const { runId } = await lab.pipelines.reproduce(second.runId);
  expect((await lab.pipelines.finished(runId)).steps[0]!.status).toBe('succeeded');
});

test('what an expect step lets through may have a contract too', async () => {
  const checked = `name: p
steps:
  - { id: ler, run: ler.ts, outputs: [voos.csv] }
  - id: conferir
    uses: expect
    inputs: { x: ler.voos }
    contracts: { validos: contratos/voos.yaml }
    with: { suite: suite.yaml, policy: quarantine }
  - { id: treino, run: treino.ts, inputs: { x: conferir.validos }, outputs: [m.json] }
`;
  const suite = 'suite: s\nexpectations:\n  - { type: expect_column_values_to_not_be_null, column: voo }\n';
  await using lab = open('id,atraso,voo\n1,10,\n2,20,AA2\n', { 'pipeline.yaml': checked, 'suite.yaml': suite });
  expect(statuses(await run(lab))).toEqual(['succeeded', 'succeeded', 'succeeded']);
  edit(lab, 'id,voo\n1,AA1\n');
  const found = await run(lab);
  expect(statuses(found)).toEqual(['succeeded', 'failed', 'skipped']);
  expect(found.steps[1]!.error).toMatchObject({
    code: 'CONTRACT_BROKEN',
    data: { step: 'conferir', output: 'validos', first: '@contract-gone atraso|number' },
  });
});

test('who reads in another pipeline what the output becomes is named, for as long as it reads it', async () => {
  const publishing = `${yaml}  - id: conferir
    uses: expect
    inputs: { x: ler.voos }
    with: { suite: suite.yaml, policy: warn }
  - { id: publica, uses: dataset, inputs: { x: conferir.validos }, with: { name: voos-limpos } }
`;
  const suite = 'suite: s\nexpectations:\n  - { type: expect_column_values_to_not_be_null, column: voo }\n';
  await using lab = open(good, { 'pipeline.yaml': publishing, 'suite.yaml': suite });
  await run(lab);
  const other = (reference: string) => `name: q\nsteps:\n  - { id: le, run: treino.ts, inputs: { x: "dataset:${reference}" }, outputs: [m.json] }\n`;
  const runOther = async (reference: string) => {
    lab.write({ 'pipeline.yaml': other(reference) });
    const { runId } = await lab.pipelines.start({ pipeline: 'q' });
    await lab.pipelines.finished(runId);
    lab.write({ 'pipeline.yaml': publishing });
  };
  await runOther('voos-limpos@v1');
  edit(lab, 'id,atraso\n1,10\n');
  const broken = await run(lab);
  expect(lab.pipelines.contracts(broken.runId, 'ler')[0]).toMatchObject({ elsewhere: [{ dataset: 'voos-limpos', pipeline: 'q', step: 'le' }] });
  expect(explain('CONTRACT_BROKEN', broken.steps[0]!.error!.data, 'pt-BR').what).toContain(
    'Não rodou quem lê essa saída: treino, painel, conferir. Em outros pipelines, continua com os dados de antes: q/le (dataset:voos-limpos).',
  );
  await runOther('numbers');
  expect(lab.pipelines.contracts((await run(lab)).runId, 'ler')[0]).toMatchObject({ held: false, elsewhere: [] });
});

test('a contract of what is no table, of no output, and with a mistake are told with their place', async () => {
  await using lab = open();
  const refused = (files: Record<string, string>) => {
    lab.write(files);
    return expect(run(lab)).rejects;
  };
  await refused({ 'pipeline.yaml': yaml.replace('{ voos: contratos', '{ vos: contratos') }).toMatchObject({
    code: 'PIPELINE_INVALID',
    data: { line: 6, expected: '@unknown-output voos' },
  });
  await refused({ 'pipeline.yaml': yaml.replace('[m.json] }', '[m.json], contracts: { m: contratos/voos.yaml } }') }).toMatchObject({
    data: { line: 7, expected: '@contract-table' },
  });
  await refused({ 'pipeline.yaml': yaml.replace('contratos/voos', 'contratos/nada') }).toMatchObject({
    code: 'PIPELINE_FILE_MISSING',
    data: { line: 6 },
  });
  await refused({ 'pipeline.yaml': yaml, 'contratos/voos.yaml': contract.replace('type: number', 'type: numero') }).toMatchObject({
    data: { file: 'contratos/voos.yaml', line: 4, expected: '@one-of boolean, integer, number, text, date, time, timestamp' },
  });
});
