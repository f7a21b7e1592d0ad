import { expect, it } from 'vitest';
import { columnTypes, numberOf, parseCsv, parseLines, splitTable } from './tables.ts';

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

it('reads the tables that MLflow logs', () => {
  expect(splitTable({ columns: ['a', 'b'], data: [[1, null], ['x']] })).toEqual({
    columns: ['a', 'b'],
    rows: [
      ['1', ''],
      ['x', ''],
    ],
  });
  expect(splitTable({ columns: ['a'], data: [{ a: 1 }] })).toBeNull();
  expect(splitTable([1])).toBeNull();
});

it('says what each column holds, and takes codes with zeros in front for text', () => {
  const table = parseCsv('i,n,b,d,t,code,none\n1,1e-3,true,2024-05-01,x,007,\n-2,NaN,False,2024-05-01T10:00:00Z,2,008,\n', false);
  expect(columnTypes(table)).toEqual(['integer', 'number', 'boolean', 'instant', 'text', 'text', 'empty']);
});

it('reads numbers as Python writes them', () => {
  expect(['1e-3', '-inf', 'Infinity', 'nan'].map(numberOf)).toEqual([0.001, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN]);
});
