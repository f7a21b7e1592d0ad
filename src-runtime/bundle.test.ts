import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, penguinColumns, penguins, root, runNode, scratch, until, writeJson } from './test-kit.ts';

let built: string;

beforeAll(() => {
  built = realpathSync(mkdtempSync(join(tmpdir(), 'bancada-bundle-')));
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build-runtime.mjs'), built], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** As the process engine runs programs: only its own folders, no other programs, no workers, no network unless it serves. */
function locked(program: string, out: string, reads: readonly string[], flags: readonly string[] = []): string[] {
  return ['--permission', ...[built, out, ...reads].map((path) => `--allow-fs-read=${path}`), `--allow-fs-write=${out}`, ...flags, program];
}

/** A learner's folder somewhere below one that holds node_modules/@bancada/sdk. */
function workspace(code: string) {
  const dir = join(built, 'workspaces/01');
  const out = scratch();
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'passo.ts'), code);
  const run = { id: 'r', pipeline: 'p', step: 's', attempt: 1 };
  const inputs = { pinguins: { path: writeJson(join(dir, 'penguins.json'), penguins()), format: 'json' } };
  const outputs = { modelo: { path: join(out, 'modelo'), format: 'folder' } };
  const context = { mode: 'step', run, seed: 7, params: {}, inputs, outputs, outDir: out, codeDir: dir };
  return { dir, out, context, program: join(dir, 'passo.ts'), path: writeJson(join(dir, 'context.json'), context) };
}

const train = (algorithm: string) => `import { step, trainClassifier } from '@bancada/sdk';
if (import.meta.main) await step(async (lab) => {
  const rows = lab.input('pinguins').rows();
  const model = await trainClassifier(rows, { algorithm: '${algorithm}', ...${JSON.stringify(penguinColumns)}, seed: lab.seed });
  lab.metric('certo', model.predict(rows).filter((p, i) => p.label === rows[i]!.species).length / rows.length);
  lab.output('modelo').model(model, { reference: rows });
});`;

test('is small, and a step loads neither tensors nor the server', () => {
  const sizes = (folder: string): number =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
      (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
      0,
    );
  expect(sizes(join(built, 'node_modules'))).toBeLessThan(12e6);
  const sdk = join(built, 'node_modules/@bancada/sdk');
  const loaded = new Set<string>();
  const follow = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const [, next] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) follow(join(file, '..', next!));
  };
  follow(join(sdk, 'index.js'));
  expect([...loaded].reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(100_000);
});

test.each(['random_forest', 'mlp'])('a step under the permission model trains a %s, without a home or any other variable', async (algorithm) => {
  const { program, out, dir, path } = workspace(train(algorithm));
  const ended = await runNode(locked(program, out, [dir]), { LAB_CONTEXT: path }).ended;
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.events.find(({ type }) => type === 'metric')!.value).toBeGreaterThan(0.97);
  expect(readdirSync(join(out, 'modelo')).sort()).toEqual(['MLmodel', 'input_example.json', 'model.json', 'reference.json']);
});

test('the bundled server is ready soon after its start, under the permission model too', async () => {
  const { program, out, dir, path, context } = workspace(train('random_forest'));
  expect((await runNode(locked(program, out, [dir]), { LAB_CONTEXT: path }).ended).code).toBe(0);
  const port = await freePort();
  const serving = writeJson(path, {
    ...context,
    mode: 'service',
    service: { name: 'pinguins', version: '1', port, host: '127.0.0.1' },
    model: join(out, 'modelo'),
  });
  // As in an image: the program in a folder of its own, the packages further up.
  const serve = join(built, 'opt/bancada/serve.js');
  mkdirSync(join(built, 'opt/bancada'), { recursive: true });
  copyFileSync(join(built, 'serve.js'), serve);
  const starts: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    spawnSync(process.execPath, ['--eval', '0']);
    bare.push(performance.now() - from);
    const server = runNode(locked(serve, out, [dir], ['--allow-net']), { LAB_CONTEXT: serving });
    await until(() => server.stdout().includes('"listening"'));
    starts.push(JSON.parse(server.stdout().split('\n')[0]!).start_ms);
    const example = readFileSync(join(out, 'modelo/input_example.json'), 'utf8');
    const answer = await fetch(`http://127.0.0.1:${port}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: example,
    });
    expect(await answer.json()).toMatchObject({ label: 'Adelie' });
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  }
  // Measured against a bare node: other tests share the machine. On a free one it is 120 ms; the bar is 250.
  expect(Math.min(...starts)).toBeLessThan(10 * Math.max(25, ...bare));
});

test('the declarations for the editor stand alone: a typical program type-checks against them, a wrong one does not', () => {
  const folder = scratch();
  const files = JSON.parse(readFileSync(join(built, 'types.json'), 'utf8')) as Record<string, string>;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const check = (code: string) => {
    writeFileSync(join(folder, 'passo.ts'), code);
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--target',
      'es2024',
      '--lib',
      'es2024',
      '--types',
      '',
    ];
    const globals = Object.keys(files).find((path) => path.endsWith('globals.d.ts'))!;
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    return spawnSync(process.execPath, [tsc, ...options, join(folder, 'passo.ts'), join(folder, globals)], { encoding: 'utf8', cwd: folder }).stdout;
  };
  expect(check(train('mlp'))).toBe('');
  expect(check(train('knn'))).toContain("'\"knn\"' is not assignable to type 'Algorithm'");
});
