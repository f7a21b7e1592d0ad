import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SuiteResult } from '../../contract/expectations.ts';
import type { PipelineRun } from '../../contract/pipelines.ts';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const suite = (severity = 'critical') => `suite: numeros
expectations:
  - { type: expect_column_values_to_be_between, column: a, max_value: 10, severity: ${severity} }
  - { type: expect_column_values_to_not_be_null, column: b, severity: warning }
`;
const yaml = (policy: string, more = '') => `name: p
steps:
  - { id: ler, run: ler.ts, outputs: [linhas.csv] }
  - id: conferir
    uses: expect
    inputs: { linhas: ler.linhas }
    with: { suite: esperado.yaml, policy: ${policy}${more} }
  - { id: depois, run: depois.ts, inputs: { x: conferir.validos }, outputs: [y.json] }
`;
const files = (policy: string, more = '') => ({ 'pipeline.yaml': yaml(policy, more), 'ler.ts': '', 'depois.ts': '', 'esperado.yaml': suite() });

/** An engine whose first step leaves these rows. */
const leaving = (linhas: string) => createFakeEngine({ ler: { leaves: { linhas } } });

async function run(lab: TestLab): Promise<PipelineRun> {
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  return lab.pipelines.finished(runId);
}

const step = (found: PipelineRun, id: string) => found.steps.find((each) => each.id === id)!;
const content = (lab: TestLab, found: PipelineRun, name: string) => {
  const { digest } = step(found, 'conferir').outputs.find((output) => output.name === name)!;
  return readFileSync(lab.core.artifacts.path(digest), 'utf8');
};
const rows = 'a,b\n1,x\n50,y\n3,\n';

test('with policy quarantine, bad rows go apart with number and reason, the others go on, and the result is kept', async () => {
  await using lab = openTestLab(leaving(rows), files('quarantine'));
  const found = await run(lab);
  expect(found.steps.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(content(lab, found, 'validos')).toBe('a,b\n1,x\n3,\n');
  expect(content(lab, found, 'quarentena')).toBe('_linha,_motivo,a,b\n2,expect_column_values_to_be_between(a),50,y\n');
  expect(JSON.parse(content(lab, found, 'resultado')) as SuiteResult).toMatchObject({
    suite: 'numeros',
    success: false,
    rows: 3,
    quarantined: 1,
    failed: { critical: 1, warning: 1 },
  });
  expect(step(found, 'conferir').metrics).toMatchObject({ 'conferir.linhas': 3, 'conferir.quarentena': 1, 'conferir.falhas_criticas': 1 });
  expect(lab.tracking.run(found.trackingRunId!)?.metrics).toMatchObject({ 'conferir.quarentena': 1 });
});

test('with policy fail, the step fails by name, keeps what it found, and nothing behind it runs', async () => {
  await using lab = openTestLab(leaving(rows), files('fail'));
  const found = await run(lab);
  expect(found.steps.map(({ status }) => status)).toEqual(['succeeded', 'failed', 'skipped']);
  expect(step(found, 'conferir').error).toMatchObject({
    code: 'EXPECTATIONS_FAILED',
    data: { step: 'conferir', suite: 'numeros', failed: 1, first: 'expect_column_values_to_be_between(a)' },
  });
  expect(content(lab, found, 'quarentena')).toContain('50,y');
});

test('with policy warn, and where only warnings fail, the step goes on', async () => {
  await using lab = openTestLab(leaving(rows), files('warn', ', format: jsonl'));
  expect((await run(lab)).status).toBe('succeeded');
  lab.write({ 'pipeline.yaml': yaml('fail'), 'esperado.yaml': suite('warning') });
  const found = await run(lab);
  expect(found.status).toBe('succeeded');
  expect(content(lab, found, 'validos')).toBe(rows);
});

test('the same table and suite are taken from the cache, with their metrics; another suite is not', async () => {
  await using lab = openTestLab(leaving(rows), files('quarantine'));
  const first = await run(lab);
  const second = await run(lab);
  expect(step(second, 'conferir')).toMatchObject({ status: 'cached', origin: first.runId, metrics: step(first, 'conferir').metrics });
  expect(lab.tracking.run(second.trackingRunId!)?.metrics).toMatchObject({ 'conferir.linhas': 3 });
  lab.write({ 'esperado.yaml': suite().replace('10', '60') });
  const third = await run(lab);
  expect(step(third, 'conferir').status).toBe('succeeded');
  expect(step(third, 'conferir').metrics['conferir.quarentena']).toBe(0);
  expect(lab.pipelines.explain(third.runId, 'conferir').differences.map(({ part, name }) => [part, name])).toContainEqual(['state', 'esperado.yaml']);
});

test('frozen, it gives what it last gave, whatever table and suite say since', async () => {
  await using lab = openTestLab(leaving(rows), files('quarantine'));
  const first = await run(lab);
  lab.pipelines.authoring.setCache('p', 'conferir', 'frozen');
  lab.write({ 'esperado.yaml': suite().replace('10', '60') });
  const { runId } = await lab.pipelines.start({ pipeline: 'p', force: ['ler'] });
  const frozen = await lab.pipelines.finished(runId);
  expect(step(frozen, 'conferir')).toMatchObject({
    status: 'cached',
    cache: 'frozen',
    origin: first.runId,
    metrics: step(first, 'conferir').metrics,
  });
  expect(content(lab, frozen, 'quarentena')).toContain('50,y');
  expect(lab.pipelines.explain(runId, 'conferir')).toMatchObject({ reason: 'frozen' });
  lab.pipelines.authoring.setCache('p', 'conferir', 'on');
  expect(step(await run(lab), 'conferir').metrics['conferir.quarentena']).toBe(0);
});

test('a table that cannot be read, a suite with a mistake and one that is missing are each told by name', async () => {
  await using lab = openTestLab(leaving('a,b\n1,2\n1,2,3\n'), files('fail'));
  expect(step(await run(lab), 'conferir').error).toMatchObject({ code: 'TABLE_RAGGED', data: { file: 'linhas.csv', line: 3 } });
  lab.write({ 'esperado.yaml': suite().replace('max_value', 'max_valor') });
  await expect(run(lab)).rejects.toMatchObject({
    code: 'PIPELINE_INVALID',
    data: { file: 'esperado.yaml', line: 3, expected: '@unknown-field max_value' },
  });
  lab.write({ 'pipeline.yaml': yaml('fail').replace('esperado.yaml', 'outro.yaml') });
  await expect(run(lab)).rejects.toMatchObject({ code: 'PIPELINE_FILE_MISSING', data: { line: 7, path: 'outro.yaml' } });
});

test('a cancelled run ends the reading of its table', async () => {
  const many = `a,b\n${Array.from({ length: 300_000 }, (_, i) => `${i % 9},texto ${i}`).join('\n')}\n`;
  await using lab = openTestLab(leaving(many), files('fail'));
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  await expect.poll(() => step(lab.pipelines.get(runId), 'conferir').status, { interval: 5 }).toBe('running');
  await lab.pipelines.cancel(runId);
  const found = await lab.pipelines.finished(runId);
  expect(found.steps.map(({ status }) => status)).toEqual(['succeeded', 'cancelled', 'cancelled']);
});
