import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findSuites } from './suites.ts';

test('suites are found in folders that somebody has begun, by what they say; one with a mistake is told', () => {
  const root = mkdtempSync(join(tmpdir(), 'suites-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'a'));
  const texts: Record<string, string> = {
    'pipeline.yaml': 'name: p\nsteps: []\n',
    'e/boa.yaml': '# o que se promete\nsuite: boa\nexpectations:\n  - { type: expect_column_to_exist, column: x }\n',
    'e/ruim.yml': 'suite: ruim\nexpectations:\n  - { type: expect_column_to_exis, column: x }\n',
    'passos/suite.ts': 'suite: 1',
  };
  const found = findSuites(root, {
    challengeIds: () => ['a', 'nunca-aberto'],
    files: (challengeId) => {
      expect(challengeId).toBe('a');
      return Object.keys(texts).map((path) => ({ path, bytes: texts[path]!.length }));
    },
    read: (_, path) => ({ content: texts[path]! }),
  });
  expect(found).toMatchObject([
    { challengeId: 'a', path: 'e/boa.yaml', name: 'boa', hasComments: true, expectations: [{ column: 'x', severity: 'critical' }], problem: null },
    { path: 'e/ruim.yml', name: null, hasComments: false, expectations: [], problem: { code: 'PIPELINE_INVALID', data: { line: 3 } } },
  ]);
});
