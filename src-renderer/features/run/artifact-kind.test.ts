import { expect, it } from 'vitest';
import { artifactKind, parseCsv, parseLines } from './artifact-kind.ts';

it('shows a file by its name, and what is not text not as text', () => {
  expect(artifactKind('a/curva.PNG', 'base64')).toBe('image');
  expect(artifactKind('a/dados.csv', 'utf8')).toBe('table');
  expect(artifactKind('a/dados.csv', 'base64')).toBe('binary');
  expect(artifactKind('MLmodel', 'utf8')).toBe('text');
});

it('reads quoted cells, empty cells and either separator', () => {
  expect(parseCsv('a,b\r\n"x, ""y""",1\n,2\n', false)).toEqual({
    columns: ['a', 'b'],
    rows: [
      ['x, "y"', '1'],
      ['', '2'],
    ],
  });
  expect(parseCsv('a;b\n1,5;2', false)).toEqual({ columns: ['a', 'b'], rows: [['1,5', '2']] });
});

it('leaves out a last row that was cut off', () => {
  expect(parseCsv('a,b\n1,2\n3,', true).rows).toEqual([['1', '2']]);
  expect(parseLines('{"a":1}\n{"a":', true)?.rows).toEqual([['1']]);
});

it('makes a table of objects, one a line, and of nothing else', () => {
  expect(parseLines('{"a":1}\n{"a":null,"b":{"c":2}}\n', false)).toEqual({
    columns: ['a', 'b'],
    rows: [
      ['1', ''],
      ['', '{"c":2}'],
    ],
  });
  expect(parseLines('[1]\n[2]', false)).toBeNull();
  expect(parseLines('not json', false)).toBeNull();
});
