/** With real programs of a learner, as local processes. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createProcessEngine } from '../../engines/process/index.ts';
import { openTestLab } from '../test-support/lab.ts';

const runtime = fileURLToPath(new URL('../../../dist/runtime', import.meta.url));
const step = (body: string) => `import { step } from '@bancada/sdk';\nimport { fator } from './fator.ts';\nawait step((lab) => {\n  ${body}\n});\n`;
const files = {
  'pipeline.yaml': `name: p
steps:
  - { id: dados, run: dados.ts, outputs: [n.json] }
  - { id: conta, run: conta.ts, inputs: { n: dados.n }, outputs: [r.json] }
`,
  'fator.ts': 'export const fator = 2;\n',
  'dados.ts': step("lab.metric('quando', Date.now()); lab.output('n').json(Date.now());"),
  'conta.ts': step("throw new Error('falta a conta' + fator);"),
};

test.skipIf(!existsSync(runtime))('a failed program is mended and goes on from what was there, and its change is told line by line', async () => {
  await using lab = openTestLab((core) => createProcessEngine(core, runtime), files);
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  const first = await lab.pipelines.finished(runId);
  expect(first).toMatchObject({ status: 'failed', error: { message: 'falta a conta2' } });
  lab.write({ 'conta.ts': step("lab.output('r').json(lab.input('n').json() * fator);"), 'fator.ts': 'export const fator = 10;\n' });

  const again = await lab.pipelines.finished((await lab.pipelines.rerun({ runId, mode: 'failed' })).runId);
  expect(again.steps.map(({ status, attempts }) => [status, attempts])).toEqual([
    ['cached', 0],
    ['succeeded', 1],
  ]);
  const n = JSON.parse(readFileSync(lab.pipelines.artifactPath(runId, 'dados.n'), 'utf8'));
  expect(JSON.parse(readFileSync(lab.pipelines.artifactPath(again.runId, 'conta.r'), 'utf8'))).toBe(n * 10);
  expect(again.metrics).toEqual(first.metrics);
  const why = lab.pipelines.explain(again.runId, 'conta');
  expect(why).toMatchObject({ reason: 'failed', compared: { runId } });
  expect(why.differences.map(({ part, name }) => `${part} ${name}`)).toEqual(['code conta.ts', 'code fator.ts']);
  expect(why.differences[1]!.diff!.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'removed export const fator = 2;',
    'added export const fator = 10;',
  ]);
  expect(lab.pipelines.explain(again.runId, 'dados')).toMatchObject({ reason: 'kept', differences: [{ part: 'code', name: 'fator.ts' }] });

  const plan = await lab.pipelines.rerunPlan({ runId: again.runId, mode: 'from', step: 'dados' });
  expect(plan.steps.map(({ action, why: { reason } }) => [action, reason])).toEqual([
    ['run', 'forced'],
    ['run', 'made'],
  ]);
  expect(plan.expectedMs).toBeGreaterThan(0);
});
