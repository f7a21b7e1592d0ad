import { expect, test } from 'vitest';
import { validate } from './expectations.ts';
import type { Expectation } from './types.ts';

const rows = [
  { id: 1, delay: 10, city: 'ABQ', end: 5, start: 1 },
  { id: 2, delay: null, city: 'DAL', end: 1, start: 5 },
  { id: 2, delay: 900, city: 'xx', end: null, start: 1 },
];
const check = (expectation: Expectation) => validate(rows, [expectation]);

test.each<[Expectation, boolean, number[]]>([
  [{ expect: 'column_values_to_not_be_null', column: 'delay' }, false, [1]],
  [{ expect: 'column_values_to_not_be_null', column: 'delay', mostly: 0.6 }, true, [1]],
  [{ expect: 'column_values_to_be_between', column: 'delay', min: 0, max: 600 }, false, [2]],
  [{ expect: 'column_values_to_be_between', column: 'delay', max: 900 }, true, []],
  [{ expect: 'column_values_to_be_in_set', column: 'city', values: ['ABQ', 'DAL', 'xx'] }, true, []],
  [{ expect: 'column_values_to_match_regex', column: 'city', regex: '^[A-Z]{3}$' }, false, [2]],
  [{ expect: 'column_values_to_be_unique', column: 'id' }, false, [1, 2]],
  [{ expect: 'column_values_to_be_of_type', column: 'delay', type: 'number' }, true, []],
  [{ expect: 'column_pair_values_a_to_be_greater_than_b', column: 'end', columnB: 'start' }, false, [1]],
  [{ expect: 'column_to_exist', column: 'id' }, true, []],
  [{ expect: 'column_to_exist', column: 'nope' }, false, []],
  [{ expect: 'column_values_to_be_between', column: 'nope', min: 0 }, false, []],
  [{ expect: 'table_row_count_to_be_between', min: 4 }, false, []],
  [{ expect: 'table_columns_to_match_set', columns: ['id', 'delay', 'city', 'end', 'start'] }, true, []],
  [{ expect: 'table_columns_to_match_set', columns: ['id', 'delay'] }, false, []],
])('%j', (expectation, success, badRows) => {
  const report = check(expectation);
  expect(report.success).toBe(success);
  expect(report.badRows).toEqual(badRows);
  expect(report.results[0]!.unexpected).toBe(badRows.length);
});

test('a warning is reported but stops nothing', () => {
  const report = check({ expect: 'column_values_to_be_unique', column: 'id', severity: 'warning' });
  expect(report).toMatchObject({ success: true, badRows: [], results: [{ success: false, unexpected: 2, examples: [{ index: 1 }, { index: 2 }] }] });
});

test('an expectation without what it needs is the author’s error', () => {
  expect(() => check({ expect: 'column_values_to_match_regex', column: 'city' })).toThrow(/regex/);
});
