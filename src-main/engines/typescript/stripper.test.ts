import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProcessEngine } from '../process/index.ts';
import { finish, type TestLab, testLab } from '../test-lab.ts';
import { createStripper } from './stripper.ts';

let root = '';
let lab: TestLab;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-strip-'));
  lab = testLab();
});
afterEach(() => {
  rmSync(root, { recursive: true });
  lab.remove();
});

const write = (name: string, text: string) => {
  mkdirSync(join(root, 'code', name, '..'), { recursive: true });
  writeFileSync(join(root, 'code', name), text);
};

test('types go, and every character stays where it stood', async () => {
  write('step.ts', 'const a: number = 1;\nconsole.log(a);\n');
  write('lib/util.ts', 'export type T = string;\nexport const t = (x: T): T => x;\n');
  write('node_modules/x/index.ts', 'export {}');
  write('types.d.ts', 'declare const x: number;');
  const sources = await createStripper({ root }).sources(join(root, 'code'));
  expect([...sources.keys()].sort()).toEqual(['lib/util.ts', 'step.ts']);
  expect(sources.get('step.ts')).toBe('const a         = 1;\nconsole.log(a);\n');
});

test('a file is stripped again when it changed, and only then', async () => {
  const stripper = createStripper({ root });
  write('step.ts', 'const a: 1 = 1;');
  await stripper.sources(join(root, 'code'));
  const kept = () => readdirSync(join(root, 'cache', 'typescript')).length;
  expect(kept()).toBe(1);
  await createStripper({ root }).sources(join(root, 'code'));
  expect(kept()).toBe(1);
  write('step.ts', 'const a: 12 = 12;');
  expect((await stripper.sources(join(root, 'code'))).get('step.ts')).toBe('const a     = 12;');
  expect(kept()).toBe(2);
});

test('what cannot be stripped is left to Node, which tells the learner why and where', async () => {
  write('step.ts', 'enum A { B }');
  expect(await createStripper({ root }).sources(join(root, 'code'))).toEqual(new Map());
  const engine = createProcessEngine(lab.core, lab.runtimeDir);
  const ended = await finish(await engine.start(lab.step('const a: = 1;')));
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('step.ts:1');
});

test('an error names line and column of the TypeScript, and a file imports another', async () => {
  const codeDir = lab.code({
    'step.ts': `import { explode } from './lib/bomb.ts';\n\nconst n: number = 1;\nexplode(n as number);`,
    'lib/bomb.ts': `export interface Fuse { length: number }\nexport function explode(n: number): never {\n  throw new Error('boom ' + n);\n}`,
  });
  const ended = await finish(await createProcessEngine(lab.core, lab.runtimeDir).start(lab.step('', { codeDir })));
  expect(ended.stderr).toContain('boom 1');
  expect(ended.stderr).toMatch(/lib\/bomb\.ts:3:9[\s\S]*step\.ts:4:1/);
});
