import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProcessEngine } from '../../engines/process/index.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const runtimeDir = fileURLToPath(new URL('../../../dist/runtime', import.meta.url));
const secret = 'seg-5f0e9d3b7a-redo';

let lab: TestLab;
let runId: string;

beforeAll(async () => {
  process.env.TESTE_SEGREDO = secret;
  lab = openTestLab((core) => createProcessEngine(core, runtimeDir), {
    'pipeline.yaml': `name: logs
steps:
- { id: fala, run: fala.ts, secrets: [TESTE_SEGREDO] }
- { id: erra, run: erra.ts, secrets: [TESTE_SEGREDO] }
- { id: falta, run: fala.ts, secrets: [NINGUEM_DEFINIU] }
`,
    'fala.ts': `import { step } from '@bancada/sdk';
const segredo = process.env.TESTE_SEGREDO;
await step(async (lab) => {
  for (let i = 0; i < 200; i++) console.log('linha ' + i);
  console.warn('WARNING: quase');
  console.error('ERROR: pior');
  for (const part of ['a chave é ', segredo.slice(0, 7), segredo.slice(7), '\\n']) { process.stdout.write(part); await new Promise((done) => setTimeout(done, 30)); }
  lab.log('com campos', { segredo, coded: Buffer.from(segredo).toString('base64') });
  lab.tag('segredo', segredo); lab.param('s', segredo); lab.progress(1, segredo);
});`,
    'erra.ts': `import { step } from '@bancada/sdk';
await step(() => { throw new Error('não abriu com ' + process.env.TESTE_SEGREDO); });`,
  });
  ({ runId } = await lab.pipelines.start({ pipeline: 'logs' }));
  await lab.pipelines.finished(runId);
}, 60_000);
afterAll(async () => {
  delete process.env.TESTE_SEGREDO;
  await lab[Symbol.asyncDispose]();
});

const search = (over: Partial<Parameters<TestLab['pipelines']['searchLogs']>[0]>) =>
  lab.pipelines.searchLogs({ runId, text: '', regex: false, matchCase: false, limit: 100, ...over });

test('a secret that the program was given is nowhere in what is stored: not in logs, tags, params, failures, nor in any file of the home', () => {
  const texts = lab.pipelines.logs(runId, { after: 0, limit: 1000 }).map(({ text }) => text);
  expect(texts).toContain('a chave é •••••');
  const files = readdirSync(lab.core.home.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(secret));
  expect(holding).toEqual([]);
  expect(lab.pipelines.get(runId).steps[1]!.error!.message).toBe('não abriu com •••••');
});

test('a secret that nobody set is named before the program starts', () => {
  expect(lab.pipelines.get(runId).steps[2]!.error).toMatchObject({ code: 'STEP_SECRET_MISSING', data: { name: 'NINGUEM_DEFINIU', specLine: 5 } });
});

test('a text is found without regard to case, with its count and its places', async () => {
  const found = await search({ text: 'LINHA 19', step: 'fala' });
  expect(found.total).toBe(11);
  expect(found.shown.map(({ text }) => text)).toContain('linha 19');
  expect(found.seqs).toEqual(found.shown.map(({ seq }) => seq));
  expect((await search({ text: 'LINHA 19', matchCase: true })).total).toBe(0);
});

test('a regular expression is found, a wrong one is named, and one without end is ended', async () => {
  expect((await search({ text: '^linha \\d$', regex: true })).total).toBe(10);
  await expect(search({ text: '(', regex: true })).rejects.toMatchObject({ code: 'LOG_PATTERN_INVALID', data: { detail: 'Unterminated group' } });
  const since = performance.now();
  const slow = search({ text: '(.*.*.*.*.*.*.*.*.*.*)*=', regex: true });
  await expect(slow).rejects.toMatchObject({ code: 'LOG_PATTERN_SLOW' });
  expect(performance.now() - since).toBeLessThan(8000);
});

test('lines are told apart by level and by stream', async () => {
  expect((await search({ levels: ['error'], step: 'fala' })).shown.map(({ text }) => text)).toEqual(['ERROR: pior']);
  expect((await search({ levels: ['warn'], streams: ['stderr'] })).shown.map(({ text }) => text)).toEqual(['WARNING: quase']);
  expect((await search({ streams: ['event'], step: 'fala' })).total).toBe(1);
});
