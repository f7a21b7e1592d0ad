/** Pure parts of the five jobs: versions in ranges, secrets, lock files, the configuration's faults, the exported workflow. Whole runs: tests/challenges (05-mlops). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, runsOn } from './config.ts';
import { readDependencies } from './security/dependencies.ts';
import { findSecrets } from './security/secrets.ts';
import { inRange } from './security/versions.ts';
import { workflow } from './workflow.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function configured(text: string) {
  writeFileSync(join(folder, 'ci.yaml'), text);
  return readConfig(folder);
}

describe('versions', () => {
  it.each([
    ['4.17.20', '<4.17.21', true],
    ['4.17.21', '<4.17.21', false],
    ['2.2.1', '<1.0.2 || >=2.0.0 <2.2.2', true],
    ['1.5.0', '<1.0.2 || >=2.0.0 <2.2.2', false],
    ['3.3.6', '=3.3.6', true],
    ['2.0.0-rc.1', '<2.0.0', true],
    ['2.31', '>=2.3.0 <2.31.0', false],
  ])('%s in %s: %s', (version, range, expected) => expect(inRange(version, range)).toBe(expected));
});

describe('secrets', () => {
  const found = (text: string) => findSecrets([{ path: 'a.ts', text }]).map(({ kind, line }) => [kind, line]);
  it('are known by their form or by a name beside a value drawn by lot', () => {
    expect(found(`x\nconst id = '${'AKIA'}${'ABCDEFGHIJKLMNOP'}';`)).toEqual([['aws-access-key', 2]]);
    expect(found(`senha: "${'x9Kq2'}${'Vb7Lm4Tz'}"`)).toEqual([['password', 1]]);
  });
  it('are not what only looks like one', () => {
    expect(found("const senha = lerSenha('arquivo-de-senhas');")).toEqual([]);
    expect(found('token: "aaaaaaaaaaaaaaaa"')).toEqual([]);
    expect(found('https://exemplo.org/caminho')).toEqual([]);
  });
});

describe('dependencies', () => {
  it('come from the locks, with the line where each stands', () => {
    const lock = '{\n  "packages": {\n    "": { "name": "x" },\n    "node_modules/lodash": { "version": "4.17.15", "license": "MIT" }\n  }\n}';
    const files = [
      { path: 'package-lock.json', text: lock },
      { path: 'package.json', text: '{ "dependencies": { "lodash": "^4.17.15", "esquecido": "^1.2.3" } }' },
      { path: 'requirements.txt', text: '# nada\nPyYAML==5.3\n' },
    ];
    expect(readDependencies(files).map(({ ecosystem, name, version, line }) => [ecosystem, name, version, line])).toEqual([
      ['npm', 'lodash', '4.17.15', 4],
      ['npm', 'esquecido', '1.2.3', 1],
      ['pypi', 'pyyaml', '5.3', 2],
    ]);
  });
});

describe('ci.yaml', () => {
  it('says where it is wrong', () => {
    expect(() => configured('name: x\nsecurity:\n  critical: -1\n')).toThrow(
      expect.objectContaining({ code: 'CI_CONFIG_INVALID', data: expect.objectContaining({ line: 3 }) }),
    );
    expect(() => configured('name: x\ntestes: {}\n')).toThrow(expect.objectContaining({ code: 'CI_CONFIG_INVALID' }));
  });
  it('decides on which branches a job runs', () => {
    const config = configured('name: x\ntests: { except: [main] }\nquality: { only: ["pr/*"] }\n');
    expect([
      runsOn('tests', config, 'main'),
      runsOn('tests', config, 'pr/a'),
      runsOn('quality', config, 'pr/a'),
      runsOn('quality', config, 'main'),
      runsOn('deploy', config, 'main'),
    ]).toEqual([false, true, true, false, false]);
  });
  it('becomes a workflow whose jobs wait for each other and tell where they run', () => {
    const { jobs } = parse(workflow('p', configured('name: x\ntests: { except: [main] }\nsecurity: {}\ndeploy: { endpoint: e }\n')).content);
    expect(Object.entries<{ needs?: string }>(jobs).map(([id, { needs }]) => [id, needs])).toEqual([
      ['tests', undefined],
      ['security', 'tests'],
      ['deploy', 'security'],
    ]);
    expect(jobs.tests.if).toContain("!(github.head_ref || github.ref_name) == 'main'");
  });
});
