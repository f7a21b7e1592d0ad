import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabError } from '../errors.ts';
import { formatCsv, parseCsv } from './csv.ts';

const value = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab,"\n\r\t é0 1.-e;'.split('')) }),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('true', 'false', 'null', '007', '1e5', '-1', '1.50', '', ' ', 'NaN', '12345678901234567890', '\ufeffx'),
);
const names = fc.uniqueArray(fc.constantFrom('a', 'b b', 'c,c', 'd"d', 'é', '1', ' x ', 'true', 'linha\nnova'), { minLength: 1 });

test('every table of numbers, texts, booleans and gaps survives the round trip', () => {
  const table = names.chain((columns) =>
    fc.array(
      fc.tuple(...columns.map(() => value)).map((cells) => Object.fromEntries(columns.map((name, c) => [name, cells[c]!]))),
      { minLength: 1 },
    ),
  );
  fc.assert(
    fc.property(table, (rows) => {
      // A row of one gap is an empty line, which no CSV tells from no row.
      const kept = rows.filter((row) => Object.keys(row).length > 1 || Object.values(row)[0] !== null);
      fc.pre(kept.length > 0);
      const normal = kept.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, Object.is(cell, -0) ? 0 : cell])));
      expect(parseCsv(formatCsv(kept))).toEqual(normal);
    }),
  );
});

test('any text either parses or names the line that does not', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a1,"\n\r'.split('')) }), (text) => {
      try {
        parseCsv(text);
      } catch (error) {
        expect(error).toBeInstanceOf(LabError);
        expect((error as LabError).data.line).toBeGreaterThan(0);
      }
    }),
  );
});

test('unquoted cells have types; quoted cells, leading zeros and very long integers stay text', () => {
  const text = 'n,t,q,z,big,b,gap\r\n1.5,abc,"2",01310,12345678901234567890,true,\r\n';
  expect(parseCsv(text)).toEqual([{ n: 1.5, t: 'abc', q: '2', z: '01310', big: '12345678901234567890', b: true, gap: null }]);
});

test('a line with too few cells is named', () => {
  expect(() => parseCsv('a,b\n1,2\n3\n', 'voos.csv')).toThrow(
    expect.objectContaining({ code: 'CSV_WIDTH', data: expect.objectContaining({ line: 3, file: 'voos.csv' }) }),
  );
});
