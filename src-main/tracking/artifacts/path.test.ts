import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkArtifactPath, treePathOf } from './path.ts';

const refused = [
  '../x',
  'a/../b',
  'a/..',
  '..',
  '.',
  'a/./b',
  '/etc/passwd',
  '//x',
  'a//b',
  'a/',
  'a\\b',
  '..\\..\\x',
  'C:/x',
  'C:x',
  'c:',
  'a/C:/x',
  'a/c:',
  'a#b',
  '#',
  'a?/a',
  'a\0b',
  'a\nb',
  'a\tb',
  'a\u007fb',
  'a\u0085b',
  'a\u2028b',
  'a\ud800b',
  '%2e%2e/x',
  '%2E%2E%2Fetc%2fpasswd',
  'a%2fb',
  'a%5cb',
  'a%00b',
  '%252e%252e/x',
  '%25252E%25252e%25252fx',
  'a%255cb',
  'x'.repeat(256),
  `${'é'.repeat(128)}`,
  `${'a/'.repeat(2001)}a`,
];
const accepted = [
  'a',
  'a/b/c.txt',
  'model/MLmodel',
  '.hidden',
  '..name',
  'a..b/c',
  'com espaço',
  'ação/é.png',
  '日本/語',
  'emoji 🧪.txt',
  '100%',
  'images/k%step%0%timestamp%1732195200123%gf0e.png',
  'images/k%step%25%timestamp%1',
  '%20',
  'x/ab:c',
  'x'.repeat(255),
  '__proto__',
  'constructor',
];

describe('a path of the tree', () => {
  it.each(refused)('refuses %j', (path) => {
    expect(() => checkArtifactPath(path)).toThrow(/ARTIFACT_PATH_INVALID/);
  });

  it.each(accepted)('takes %j as it is', (path) => {
    expect(checkArtifactPath(path)).toBe(path);
  });

  it('leads nowhere else, however often it is decoded', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%', '%25', '2e', '2E', '%2f', 'a', 'C:', '%5C');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        let path = pieces.join('');
        try {
          checkArtifactPath(path);
        } catch {
          return;
        }
        for (let round = 0; round < 10; round++) {
          expect(path.split(/[/\\]/)).not.toContain('..');
          expect(path.startsWith('/')).toBe(false);
          path = path.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
        }
      }),
      { numRuns: 3000 },
    );
  });
});

it.each([
  ['mlflow-artifacts:/1/abc/artifacts', '1/abc/artifacts'],
  ['mlflow-artifacts:/1/abc/artifacts/', '1/abc/artifacts'],
  ['mlflow-artifacts://host:5000/1/abc', '1/abc'],
  ['mlflow-artifacts:/', ''],
  ['s3://bucket/1', null],
  ['file:///etc', null],
])('finds %s at %j', (uri, path) => {
  expect(treePathOf(uri)).toBe(path);
});
