/** Packages of a requirements.txt, from an index of two small wheels on this computer: what is kept, what is refused, and how each refusal is named. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test as anyTest, beforeAll, expect, vi } from 'vitest';
import { createProcessEngine } from '../process/index.ts';
import { finish, testLab } from '../test-lab.ts';
import { createPython } from './index.ts';
import { readRequirements } from './requirements.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-packages-'));
const lab = testLab();
const hasPip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0 || spawnSync('python3', ['-c', 'import ensurepip']).status === 0;
const test = (hasPip ? anyTest : anyTest.skip) as typeof anyTest;
const index = createServer((request, response) => {
  const path = join(folder, 'index', decodeURIComponent(request.url!));
  asked.push(request.url!);
  const file = existsSync(path) && request.url!.endsWith('/') ? join(path, 'index.html') : path;
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file.endsWith('.html') ? 'text/html' : 'application/octet-stream' }).end(readFileSync(file));
});
const asked: string[] = [];

/** A wheel is a zip of modules and of what tells of them. */
function wheel(name: string, version: string, files: Record<string, string>, metadata = ''): string {
  const program = `
import base64, hashlib, json, sys, zipfile
name, version, files, metadata, folder = json.load(sys.stdin)
info = f"{name}-{version}.dist-info/"
files = {**files, info + "METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n{metadata}", info + "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"}
record = "".join(f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text.encode())}\\n" for path, text in files.items())
with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as archive:
    for path, text in {**files, info + "RECORD": record}.items(): archive.writestr(path, text)`;
  const place = join(folder, 'index', name);
  mkdirSync(place, { recursive: true });
  const { status, stderr } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify([name, version, files, metadata, place]),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  list(name);
  return join(place, `${name}-${version}-py3-none-any.whl`);
}

function list(name: string): void {
  const place = join(folder, 'index', name);
  const files = readdirSync(place).filter((file) => file !== 'index.html');
  writeFileSync(join(place, 'index.html'), files.map((file) => `<a href="${file}">${file}</a>`).join('\n'));
}

beforeAll(async () => {
  if (!hasPip) return;
  await new Promise<void>((resolve) => index.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('PIP_INDEX_URL', `http://127.0.0.1:${(index.address() as AddressInfo).port}/`);
  vi.stubEnv('PIP_FIND_LINKS', '');
  vi.stubEnv('PIP_NO_CACHE_DIR', '1');
  vi.stubEnv('PIP_RETRIES', '0');
  wheel('peras', '1.0', { 'peras/__init__.py': 'import macas\nnome = "peras " + macas.nome\n' }, 'Requires-Dist: macas>=2\n');
  wheel('macas', '1.0', { 'macas.py': 'nome = "velhas"\n' });
  wheel('macas', '2.0', { 'macas.py': 'nome = "novas"\n', 'macas_extra.pth': 'import os\n' });
  wheel('futuras', '1.0', { 'futuras.py': '' }, 'Requires-Python: >=3.99\n');
  mkdirSync(join(folder, 'index', 'fonte'));
  writeFileSync(join(folder, 'index', 'fonte', 'fonte-1.0.tar.gz'), 'never unpacked');
  list('fonte');
});
afterAll(() => {
  vi.unstubAllEnvs();
  index.close();
  lab.remove();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
const code = (requirements: string) => {
  const path = join(folder, `code-${count++}`);
  mkdirSync(path);
  writeFileSync(join(path, 'requirements.txt'), requirements);
  return path;
};
const python = (root = join(folder, 'made')) => createPython(lab.core, { root });

test('packages and what they need are installed once; the next core asks the index for nothing', async () => {
  const said: string[] = [];
  const { site } = await python().setup(code('peras  # frutas\n'), (message) => said.push(message));
  expect(readdirSync(site!)).toEqual(expect.arrayContaining(['peras', 'macas.py']));
  expect(said.at(-1)).toBe('pip: macas 2.0, peras 1.0');
  asked.length = 0;
  expect((await python().setup(code('\n# the same\nperas\n'))).site).toBe(site);
  expect(asked).toEqual([]);
});

test('a step imports them, and cannot change them', async () => {
  const engine = createProcessEngine(lab.core, lab.runtimeDir, undefined, { python: python() });
  const program = `import macas, peras\nprint(peras.nome, macas.__file__.endswith("macas.py"))\nopen(macas.__file__, "a")`;
  const codeDir = lab.code({ 'passo.py': program, 'requirements.txt': 'peras' });
  const ended = await finish(await engine.start(lab.step('', { codeDir, entry: 'passo.py' })));
  expect(ended).toMatchObject({ code: 1, stdout: expect.stringMatching(/^peras novas True\n/), stderr: expect.stringContaining('PermissionError') });
});

test('the fingerprint tells requirements, resolved or not, from others', async () => {
  const of = (requirements: string) => python().fingerprint(code(requirements));
  const unresolved = await of('macas==1.0');
  expect(unresolved).not.toBe(await of('macas==2.0'));
  await python().setup(code('macas==1.0'));
  expect(await of('macas==1.0')).not.toBe(unresolved);
  expect(await of('macas == 1.0  # the same')).not.toBe(await of(''));
});

test('what was locked is what comes again, and a file that changed is refused', async () => {
  const root = join(folder, 'locked');
  await python(root).setup(code('macas'));
  rmSync(join(root, 'packages'), { recursive: true });
  wheel('macas', '3.0', { 'macas.py': 'nome = "de amanhã"\n' });
  const { site } = await python(root).setup(code('macas'));
  expect(readFileSync(join(site!, 'macas.py'), 'utf8')).toContain('novas');
  rmSync(join(root, 'packages'), { recursive: true });
  wheel('macas', '2.0', { 'macas.py': 'nome = "trocadas"\n' });
  await expect(python(root).setup(code('macas'))).rejects.toMatchObject({ code: 'PYTHON_PACKAGE_CHANGED' });
  expect(readdirSync(join(root, 'working'))).toEqual([]);
});

test.each([
  ['a package that does not exist', 'uvas==1.0', 'PYTHON_PACKAGE_NOT_FOUND', { package: 'uvas==1.0' }],
  ['a version that does not exist', 'macas==9', 'PYTHON_WHEEL_MISSING', { package: 'macas==9', known: expect.stringContaining('2.0') }],
  ['a package that has only sources', 'fonte', 'PYTHON_WHEEL_MISSING', { package: 'fonte', known: '—' }],
  ['a package for another Python', 'futuras', 'PYTHON_WHEEL_MISSING', { package: 'futuras', needs: '>=3.99' }],
  ['packages that do not go together', 'peras\nmacas==1.0', 'PYTHON_PACKAGES_CONFLICT', { detail: expect.stringContaining('macas') }],
  ['a file that is not the one named', `macas==1.0 --hash=sha256:${'0'.repeat(64)}`, 'PYTHON_PACKAGE_CHANGED', {}],
])('%s is told by name', async (_what, requirements, name, data) => {
  await expect(python().setup(code(requirements))).rejects.toMatchObject({ code: name, data });
});

test('an index that does not answer is told by name', async () => {
  vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:9/');
  await expect(python().setup(code('laranjas'))).rejects.toMatchObject({ code: 'PYTHON_INDEX_UNREACHABLE' });
  vi.stubEnv('PIP_INDEX_URL', `http://127.0.0.1:${(index.address() as AddressInfo).port}/`);
});

test.each([
  '-e .',
  '--index-url http://x/',
  './pacote',
  'git+https://x/y',
  'macas @ file:///x.whl',
  '-r outro.txt',
  '--no-binary :all:',
  'https://x/y.whl',
  'macas==1 --global-option=x',
  'macas; import os',
])('a line that could run code before the step is shut in is refused: %s', (line) => {
  expect(() => readRequirements(code(`# first\nmacas\n${line}\n`))).toThrow(expect.objectContaining({ code: 'PYTHON_REQUIREMENT_INVALID' }));
});

test('what a requirement may say', () => {
  const lines = [
    'scikit-learn == 1.5.2',
    'pandas[parquet,excel]>=2,<3 ; python_version >= "3.9"',
    `x==1 \\\n    --hash=sha256:${'a'.repeat(64)}`,
    'y~=1.4.2 # why',
    'z!=1.*',
  ];
  expect(readRequirements(code(lines.join('\r\n')))).toHaveLength(5);
});

test.each([
  ['no-such-python', 'PYTHON_MISSING', { tried: 'no-such-python' }],
  ['old-python', 'PYTHON_TOO_OLD', { version: '3.8.1' }],
])('without a Python that serves (%s), that is what is told', async (program, name, data) => {
  writeFileSync(join(folder, 'old-python'), '#!/bin/sh\necho \'{"path": "/old", "version": "3.8.1", "minor": "3.8"}\'\n', { mode: 0o755 });
  vi.stubEnv('BANCADA_PYTHON', program === 'old-python' ? join(folder, program) : program);
  await expect(python().setup(code(''))).rejects.toMatchObject({ code: name, data });
  vi.stubEnv('BANCADA_PYTHON', undefined);
});
