import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSource } from './source.ts';

describe('a source that means one thing', () => {
  it.each([
    ['mlflow-artifacts:/1/abc/artifacts/model', { kind: 'artifacts', path: '1/abc/artifacts/model' }],
    ['mlflow-artifacts:/models/foo///bar//', { kind: 'artifacts', path: 'models/foo/bar' }],
    ['mlflow-artifacts:/1/abc/artifacts/modelo de voos/passo%20', { kind: 'artifacts', path: '1/abc/artifacts/modelo de voos/passo%20' }],
    ['mlflow-artifacts:/1/a/artifacts/a....b/....', { kind: 'artifacts', path: '1/a/artifacts/a....b/....' }],
    ['mlflow-artifacts:/1/a/artifacts/classifica%C3%A7%C3%A3o', { kind: 'artifacts', path: '1/a/artifacts/classifica%C3%A7%C3%A3o' }],
    ['runs:/run_id/a/b', { kind: 'run', runId: 'run_id', path: 'a/b' }],
    ['runs:/run_id', { kind: 'run', runId: 'run_id', path: '' }],
    ['models:/m-0123', { kind: 'logged-model', modelId: 'm-0123' }],
    ['models:/voos/3', { kind: 'version', name: 'voos', suffix: '3' }],
    ['models:/voos/Production', { kind: 'version', name: 'voos', suffix: 'Production' }],
    ['models:/voos@champion', { kind: 'alias', name: 'voos', alias: 'champion' }],
    ['models:/a@b@champion', { kind: 'alias', name: 'a@b', alias: 'champion' }],
    ['s3://bucket/path/to/model', { kind: 'cloud' }],
    ['gs://bucket', { kind: 'cloud' }],
  ])('%s', (source, expected) => {
    expect(parseSource(source)).toEqual(expected);
  });
});

describe('a source that could mean something else is refused', () => {
  const relative = 'If supplying a source as an http, https,';
  const local = 'To use a local path as a model version';
  it.each([
    ['file:///etc', local],
    ['file:/etc/passwd', local],
    ['/etc', local],
    ['//proc/self/root', local],
    ['etc', local],
    ['', local],
    [' ', local],
    ['..', local],
    ['mlflow-artifacts:/../../etc', relative],
    ['mlflow-artifacts:/0/%2e%2e/%2e%2e/x', relative],
    ['mlflow-artifacts:/0/%252e%252e/x', relative],
    ['mlflow-artifacts:/0/%25252e%25252e/x', relative],
    ['mlflow-artifacts:/0/.%2e/x', relative],
    ['mlflow-artifacts:/0/..%2f..%2fx', relative],
    ['mlflow-artifacts:/0/a%5c..%5cx', relative],
    ['mlflow-artifacts:/0\\..\\x', relative],
    ['mlflow-artifacts:/0/ .. /x', relative],
    ['mlflow-artifacts:/0/./x', relative],
    ['mlflow-artifacts:/0/x%00', relative],
    ['mlflow-artifacts:/0/x\0', relative],
    ['mlflow-artifacts:/0/x\n', relative],
    ['mlflow-artifacts:/0/x?/../../etc', relative],
    ['mlflow-artifacts:/0/x?y', relative],
    ['mlflow-artifacts:/0/x#y', relative],
    ['mlflow-artifacts:/0/x;y', relative],
    ['mlflow-artifacts:/0/x%3f/y', relative],
    ['mlflow-artifacts:/0/x%23', relative],
    ['mlflow-artifacts:/0/x%3B', relative],
    ['mlflow-artifacts:/0/x\ud800', relative],
    ['http:///?/../../../etc/', relative],
    ['http:///#/../../etc/', relative],
    ['http://host#/../../etc/', relative],
    ['s3a://bucket/api/2.0/mlflow-artifacts/artifacts/../../../', relative],
    ['ftp://host:8888/../../../', relative],
    ['dbfs:/run/artifacts/a%3f/../../../', relative],
    ['http://evil/api/2.0/mlflow-artifacts/artifacts/', 'Invalid model version source'],
    ['https://169.254.169.254/latest', 'Invalid model version source'],
    ['ftp://evil/a', 'Invalid model version source'],
    ['dbfs:/a/b', 'Invalid model version source'],
    [':/etc', local],
    ['FILE:///etc', 'Invalid model version source'],
    ['File:/etc', 'Invalid model version source'],
    ['S3://bucket/a', 'Invalid model version source'],
    ['MLFLOW-ARTIFACTS:/0/x', 'Invalid model version source'],
    ['mlflow-artifacts://host:9000/models', 'Invalid model version source'],
    ['mlflow-artifacts:///etc', 'Invalid model version source'],
    ['mlflow-artifacts:etc', 'Invalid model version source'],
    ['runs://evil/run/a', 'Invalid model version source'],
    ['runs:/', 'Invalid model version source'],
    ['runs:/../a', relative],
    ['models:/', 'Invalid model version source'],
    ['models:/a/b/c', 'Invalid model version source'],
    ['models:/a/ ', 'Invalid model version source'],
    ['models://evil/a/1', 'Invalid model version source'],
    ['models:/a b', 'Invalid model version source'],
    ['s3:/bucket', 'Invalid model version source'],
    ['s3:///etc', 'Invalid model version source'],
    ['javascript:alert(1)', 'Invalid model version source'],
    ['$(touch x)', local],
    [`mlflow-artifacts:/${'a/'.repeat(2000)}`, 'exceeds the maximum length'],
  ])('%j', (source, detail) => {
    expect(() => parseSource(source)).toThrow(
      expect.objectContaining({ code: 'REGISTRY_INPUT_INVALID', data: { field: 'source', detail: expect.stringContaining(detail) } }),
    );
  });
});

it('never lets a path out of the tree, whatever is written and however often it is decoded', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%252e',
    '%2f',
    '%5c',
    '%00',
    '?',
    '#',
    ';',
    'a',
    'mlflow-artifacts:',
    'models:',
    'runs:',
    'file:',
    ' ',
    '%',
    '25',
    ':',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const source = `mlflow-artifacts:/${pieces.join('')}`;
      let parsed: ReturnType<typeof parseSource>;
      try {
        parsed = parseSource(source);
      } catch {
        return;
      }
      if (parsed.kind !== 'artifacts') throw new Error('another kind');
      for (let path = parsed.path, i = 0; i < 20; i++) {
        expect(path.split(/[/\\]/)).not.toContain('..');
        expect(path).not.toMatch(/[\0?#;\\]/);
        path = path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      }
    }),
    { numRuns: 2000 },
  );
});
