import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure } from '../../contract/base.ts';
import { explain, isErrorCode } from '../../contract/index.ts';
import { createProcessEngine } from '../../engines/process/index.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const runtimeDir = fileURLToPath(new URL('../../../dist/runtime', import.meta.url));
const sdk = `import { step } from '@bancada/sdk';\n`;

/** One step each, so that one run shows all the ways to fail. Python's words are those that its interpreter prints. */
const programs: Record<string, { code: string; more?: string }> = {
  memoria: {
    more: 'outputs: [o.json], resources: { memory: 96m }',
    code: `${sdk}const all = []; await step(() => { for (;;) all.push(new Array(1e5).fill(1.5)); });`,
  },
  laco: { more: 'timeout: 1500ms', code: `${sdk}await step(async () => {\n  let n = 0;\n  while (true) n += 1;\n});` },
  espera: {
    more: 'timeout: 1s',
    code: `${sdk}await step(async () => {\n  console.log('peço a página 3');\n  await new Promise((done) => setTimeout(done, 60_000));\n});`,
  },
  disco: {
    more: 'outputs: [o/], resources: { disk: 64k }',
    code: `${sdk}import { writeFileSync } from 'node:fs';\nawait step((lab) => { writeFileSync(lab.output('o').path, Buffer.alloc(200_000)); });`,
  },
  logs: { more: 'resources: { logs: 8k }', code: `${sdk}await step(() => { for (;;) console.log('linha repetida'); });` },
  pacote: { code: `${sdk}import { chunk } from 'lodash';\nawait step(() => console.log(chunk));` },
  arquivo: { code: `${sdk}// ajuda\nimport { f } from './ajuda.ts';\nawait step(() => f());` },
  lancado: { code: `${sdk}await step(() => {\n  const linhas = [];\n  console.log(linhas[0].delay);\n});` },
  sem_saida: {
    more: 'outputs: [voos.jsonl]',
    code: `${sdk}import { writeFileSync } from 'node:fs';\nawait step((lab) => writeFileSync(lab.output('voos').path.replace('voos', 'Voos'), ''));`,
  },
  pasta: {
    more: 'outputs: [modelo.json]',
    code: `${sdk}import { mkdirSync } from 'node:fs';\nawait step((lab) => { mkdirSync(lab.output('modelo').path); });`,
  },
  formato: { more: 'outputs: [notas.json]', code: `${sdk}await step((lab) => {\n  lab.output('notas').text('{\\n "media": NaN }');\n});` },
  texto: { more: 'outputs: [t.txt]', code: `${sdk}await step((lab) => lab.output('t').text('não é JSON'));` },
  tipo: { more: 'inputs: { t: texto.t }', code: `${sdk}await step((lab) => {\n  lab.input('t').json();\n});` },
  rede: { code: `${sdk}await step(async () => {\n  await fetch('http://10.255.255.1/');\n});` },
  python: {
    code: `console.error(['Traceback (most recent call last):', '  File "/lab/code/python.js", line 3, in <module>', '    import sklearn.svm', "ModuleNotFoundError: No module named 'sklearn'"].join('\\n')); process.exit(1);`,
  },
};

const yaml = `name: falhas\nsteps:\n${Object.entries(programs)
  .map(
    ([id, { more }]) =>
      `- id: ${id}\n  run: ${id}.${id === 'python' ? 'js' : 'ts'}\n${more ? more.replace(/^/, '  ').replace(/, (?=[a-z]+: )(?![^{]*\})/g, '\n  ') : ''}`,
  )
  .join('\n')}\n`;

let lab: TestLab;
let failures: Map<string, Failure | null>;

beforeAll(async () => {
  expect(existsSync(runtimeDir)).toBe(true);
  const files = Object.fromEntries(Object.entries(programs).map(([id, { code }]) => [`${id}.${id === 'python' ? 'js' : 'ts'}`, code]));
  lab = openTestLab((core) => createProcessEngine(core, runtimeDir), { 'pipeline.yaml': yaml, ...files });
  const { runId } = await lab.pipelines.start({ pipeline: 'falhas' });
  const run = await lab.pipelines.finished(runId);
  failures = new Map(run.steps.map(({ id, error }) => [id, error]));
}, 60_000);
afterAll(() => lab[Symbol.asyncDispose]());

const lineOf = (step: string, field: string) => {
  const lines = yaml.split('\n');
  const from = lines.indexOf(`- id: ${step}`);
  return lines.findIndex((line, index) => index > from && line.trim().startsWith(field)) + 1;
};

test.each<[string, string, Record<string, unknown>]>([
  ['memoria', 'STEP_OUT_OF_MEMORY', { change: `@raise resources.memory|${lineOf('memoria', 'resources')}|96m|192m` }],
  [
    'laco',
    'STEP_BUSY',
    { file: 'laco.ts', line: 4, source: 'while (true) n += 1;', change: `@raise timeout|${lineOf('laco', 'timeout')}|1500ms|3s` },
  ],
  ['espera', 'STEP_TIMEOUT', { last: '@last peço a página 3', how: '@time-waiting' }],
  ['disco', 'STEP_DISK_LIMIT', { limit: '64 kB', change: `@raise resources.disk|${lineOf('disco', 'resources')}|64k|128k` }],
  ['logs', 'STEP_LOG_LIMIT', { last: '@last linha repetida' }],
  ['pacote', 'STEP_PACKAGE_MISSING', { package: 'lodash', file: 'pacote.ts', line: 2, source: "import { chunk } from 'lodash';" }],
  ['arquivo', 'STEP_MODULE_MISSING', { path: 'ajuda.ts', file: 'arquivo.ts', line: 3 }],
  ['lancado', 'STEP_FAILED', { file: 'lancado.ts', line: 4, source: 'console.log(linhas[0].delay);' }],
  ['sem_saida', 'STEP_OUTPUT_MISSING', { path: 'voos.jsonl', left: '@left Voos.jsonl' }],
  ['pasta', 'STEP_OUTPUT_KIND', { path: 'modelo.json', found: '@a-folder', specLine: lineOf('pasta', 'outputs') }],
  ['formato', 'STEP_OUTPUT_FORMAT', { path: 'notas.json', file: 'formato.ts', line: 3, found: '@json-word 2|NaN' }],
  ['tipo', 'STEP_INPUT_TYPE', { input: 't', from: 'texto.t', file: 'tipo.ts', line: 3 }],
  ['rede', 'STEP_NETWORK_CLOSED', { file: 'rede.ts', line: 3 }],
  ['python', 'STEP_PACKAGE_MISSING', { package: 'sklearn', how: '@package-python sklearn' }],
])('%s is named %s, with its place', (id, code, data) => {
  expect(failures.get(id)).toMatchObject({ code, data });
});

test('what happened and what to do are whole sentences in both languages', () => {
  for (const failure of failures.values()) {
    if (!failure || !isErrorCode(failure.code)) continue;
    for (const locale of ['pt-BR', 'en'] as const) {
      const { what, fix } = explain(failure.code, failure.data, locale);
      expect(`${what} ${fix}`).not.toMatch(/—|@(?!bancada)|\{[a-z]/);
    }
  }
});

test('what the SDK says in a step is in the language of the lab', async () => {
  lab.write({
    'pipeline.yaml': 'name: lingua\nsteps:\n- { id: nan, run: nan.ts }\n',
    'nan.ts': `${sdk}await step((lab) => lab.metric('m', Number.NaN));`,
  });
  const [pt, en] = await Promise.all(
    (['pt', 'en'] as const).map(async (language) => {
      const pipelines = lab.another(undefined, { language: () => language });
      const { runId } = await pipelines.start({ pipeline: 'lingua' });
      return (await pipelines.finished(runId)).steps[0]!.error!.message;
    }),
  );
  expect(pt).toBe('A métrica “m” recebeu NaN; só números finitos podem ser registrados.');
  expect(en).toBe('Metric “m” was given NaN; only finite numbers can be recorded.');
});
