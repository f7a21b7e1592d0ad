import { expect, it } from 'vitest';
import { artifactKind, harmlessPage, imageSource, languageOf } from './artifact-kind.ts';

it('shows each kind of file in its own way, by its name and whether it is text', () => {
  const kinds = ['a/x.PNG', 'plot.svg', 't.csv', 'l.jsonl', 'j.json', 'README.md', 'report.html', 'MLmodel'].map((path) =>
    artifactKind(path, 'utf8'),
  );
  expect(kinds).toEqual(['image', 'image', 'table', 'lines', 'json', 'markdown', 'html', 'text']);
  expect(artifactKind('model.pkl', 'base64')).toBe('binary');
  expect(artifactKind('report.html', 'base64')).toBe('binary');
});

it('knows the language of code', () => {
  expect([languageOf('model/MLmodel'), languageOf('conda.yaml'), languageOf('treino.py'), languageOf('LICENSE')]).toEqual([
    'yaml',
    'yaml',
    'python',
    'text',
  ]);
});

it('draws images from data', () => {
  expect(imageSource('a.png', { encoding: 'base64', content: 'QUJD' })).toBe('data:image/png;base64,QUJD');
  expect(imageSource('a.svg', { encoding: 'utf8', content: '<svg a="#"/>' })).toBe('data:image/svg+xml;utf8,%3Csvg%20a%3D%22%23%22%2F%3E');
});

it('gives a page a policy that comes before anything that the page says', () => {
  const page = harmlessPage('<html><head><meta http-equiv="Content-Security-Policy" content="default-src *"></head>');
  expect(page.indexOf("default-src 'none'")).toBeLessThan(page.indexOf('default-src *'));
});
