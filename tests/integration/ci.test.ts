/** The five jobs on the reference of 05, with one thing planted at a time: each is stopped at its job, with the place where it stands. The rest is tried by the challenge's own checks. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CiJobId } from '../../src-main/contract/index.ts';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { root } from '../support/cli.ts';

const place = mkdtempSync(join(tmpdir(), 'bancada-ci-'));
const reference = join(root, 'challenges', '05-mlops', 'exemplo');
let lab: Lab;

beforeAll(async () => {
  lab = await openLab({ home: join(place, 'home') });
});
afterAll(async () => {
  await lab.close();
  rmSync(place, { recursive: true, force: true, maxRetries: 3 });
});

const lock = JSON.stringify(
  {
    lockfileVersion: 3,
    packages: { '': { name: 'x' }, 'node_modules/minimist': { version: '1.2.5' }, 'node_modules/lodash': { version: '4.17.15' } },
  },
  null,
  2,
);
const planted: [what: string, job: CiJobId, code: string, at: string, file: string, change: (text: string) => string][] = [
  [
    'a lint error',
    'quality',
    'lint',
    'filtro/divisao.ts',
    'filtro/divisao.ts',
    (text) => `${text}\nexport function parada(): void {\n  debugger;\n}\n`,
  ],
  ['vulnerable dependencies', 'security', 'vulnerable-dependency', 'package-lock.json', 'package-lock.json', () => lock],
  ['an answer that is not the expected one', 'container', 'smoke-failed', 'ci.yaml', 'ci.yaml', (text) => text.replace('label: ham', 'label: ovo')],
];

test.each(planted)('%s stops the job %s', async (what, job, code, at, file, change) => {
  const codeFolder = join(place, what.replaceAll(' ', '-'));
  cpSync(reference, codeFolder, { recursive: true });
  writeFileSync(join(codeFolder, file), change(readFileSync(join(reference, file), 'utf8')));
  const { id } = await lab.ci.start({ project: '05-mlops', solution: 'reference', engine: 'process', cause: 'check', codeFolder, jobs: [job] });
  const run = await lab.ci.finished(id);
  expect(run.jobs.filter(({ status }) => status === 'failed').map((each) => each.id)).toEqual([job]);
  const found = run.annotations.filter((one) => one.level === 'error' && one.code === code);
  expect(found.map((one) => one.file)).toContain(at);
  expect(found.every(({ line }) => (line ?? 0) > 0)).toBe(true);
});

test('a run that is cancelled says so, and leaves nothing running', async () => {
  const { id } = await lab.ci.start({ project: '05-mlops', solution: 'reference', engine: 'process', cause: 'check' });
  await lab.ci.cancel(id);
  expect(lab.ci.get(id)).toMatchObject({ status: 'cancelled' });
});
