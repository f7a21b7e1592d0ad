import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parsePipeline } from '../spec/parse.ts';
import { planRun } from '../spec/plan.ts';
import { codeClosure } from './closure.ts';
import { type KeyParts, stepKey } from './key.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-closure-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const files = {
  'passos/a.ts':
    "import { step } from '@bancada/sdk';\nimport {\n  f,\n} from './b.ts';\nimport './side.ts';\nconst lazy = () => import(\"../c.ts\");\n",
  'passos/b.ts': "export * from '../util/d.ts';\nimport data from './data.json' with { type: 'json' };\n",
  'passos/side.ts': "import type { T } from './a.ts';",
  'passos/data.json': '{}',
  'c.ts': 'export const c = 1;',
  'util/d.ts': 'export const d = 1;',
  'outro.ts': 'export const x = 1;',
};

test.each(['passos/a.ts', 'passos/b.ts', 'passos/side.ts', 'passos/data.json', 'c.ts', 'util/d.ts'])(
  'a change of %s, which the program reaches, changes its closure',
  (path) => {
    const changed = { ...files, [path]: `${files[path as keyof typeof files]} ` };
    expect(codeClosure(folderOf(changed), 'passos/a.ts')).not.toBe(codeClosure(folderOf(files), 'passos/a.ts'));
  },
);

test('a change of what the program does not reach leaves its closure as it is', () => {
  expect(codeClosure(folderOf({ ...files, 'outro.ts': 'changed', 'pipeline.yaml': 'name: p' }), 'passos/a.ts')).toBe(
    codeClosure(folderOf(files), 'passos/a.ts'),
  );
});

test.each([
  "const name = './x.ts'; await import(name);",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a computed import
  'await import(`./${name}.ts`);',
  "readFileSync(new URL('./x.csv', import.meta.url));",
  "createRequire('x');",
])('a program that finds files in another way depends on all of them: %s', (source) => {
  const of = (other: string) => codeClosure(folderOf({ 'a.ts': source, 'x.csv': other }), 'a.ts');
  expect(of('1')).not.toBe(of('2'));
});

test('a program that imports in a circle, or what is not there, has a closure too', () => {
  const folder = folderOf({ 'a.ts': "import './b.ts'; import '../outside.ts'; import './missing.ts';", 'b.ts': "import './a.ts';" });
  expect(codeClosure(folder, 'a.ts')).toMatch(/^[0-9a-f]{64}$/);
});

function parts(change: Partial<KeyParts> = {}, yaml = 'params: { n: 1, m: 2 }\n    outputs: [x.json]\n    matrix: { k: [a] }'): KeyParts {
  const { spec } = parsePipeline(`name: p\nsteps:\n  - id: s\n    run: s.ts\n    ${yaml}\n`, 'pipeline.yaml');
  const inputs = [{ name: 'i', fileName: 'i.csv', digest: '1' }];
  return { step: planRun(spec, {})[0]!, seed: 7, code: 'c', runtime: 'r', inputs, ...change };
}

test('a key changes with everything that the results depend on', () => {
  const keys = [
    parts(),
    parts({ seed: 8 }),
    parts({ code: 'd' }),
    parts({ runtime: 'docker' }),
    parts({ inputs: [{ name: 'i', fileName: 'i.csv', digest: '2' }] }),
    parts({ inputs: [{ name: 'j', fileName: 'i.csv', digest: '1' }] }),
    parts({ inputs: [{ name: 'i', fileName: 'i', digest: '', items: [{ key: 'k=a', fileName: 'i', digest: '1' }] }] }),
    parts({}, 'params: { n: 2, m: 2 }\n    outputs: [x.json]\n    matrix: { k: [a] }'),
    parts({}, 'params: { n: "1", m: 2 }\n    outputs: [x.json]\n    matrix: { k: [a] }'),
    parts({}, 'params: { n: 1, m: 2 }\n    outputs: [y.json]\n    matrix: { k: [a] }'),
    parts({}, 'params: { n: 1, m: 2 }\n    outputs: [x.json]\n    matrix: { k: [b] }'),
    parts({}, 'params: { n: 1, m: 2 }\n    outputs: [x.json]\n    matrix: { k: [a] }\n    network: bridge'),
  ].map(stepKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a key does not change with the order of a map, nor with how long or how often a step may run', () => {
  expect(stepKey(parts({}, 'params: { m: 2, n: 1 }\n    outputs: [x.json]\n    matrix: { k: [a] }\n    timeout: 1m\n    retries: { max: 3 }'))).toBe(
    stepKey(parts()),
  );
});
