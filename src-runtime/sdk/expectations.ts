/** `validate`: checks rows against expectations named as in Great Expectations' catalogue. As there, gaps count only where the expectation is about gaps. */
import { LabError } from '../errors.ts';
import type { Expectation, ExpectationReport, Row, Value } from './types.ts';

type Result = ExpectationReport['results'][number];
type Test = (value: Value, row: Row) => boolean;

const EXAMPLES = 5;

export function validate(rows: readonly Row[], suite: readonly Expectation[]): ExpectationReport {
  const bad = new Set<number>();
  let success = true;
  const results = suite.map((expectation) => {
    const { broken, ...result } = check(rows, expectation);
    if (!result.success && expectation.severity !== 'warning') success = false;
    if (expectation.severity !== 'warning') for (const index of broken) bad.add(index);
    return result;
  });
  return { success, results, badRows: [...bad].sort((a, b) => a - b) };
}

function check(rows: readonly Row[], expectation: Expectation): Result & { broken: number[] } {
  switch (expectation.expect) {
    case 'table_row_count_to_be_between':
      return whole(expectation, between(rows.length, expectation), rows.length);
    case 'column_to_exist':
      return whole(expectation, columnsOf(rows).has(needed(expectation, 'column')), [...columnsOf(rows)].join(', '));
    case 'table_columns_to_match_set': {
      const wanted = needed(expectation, 'columns');
      const found = columnsOf(rows);
      return whole(expectation, found.size === new Set(wanted).size && wanted.every((column) => found.has(column)), [...found].join(', '));
    }
    default:
      return rowByRow(rows, expectation);
  }
}

function rowByRow(rows: readonly Row[], expectation: Expectation): Result & { broken: number[] } {
  const column = needed(expectation, 'column');
  const test = testOf(rows, expectation, column);
  const aboutGaps = expectation.expect === 'column_values_to_not_be_null';
  const broken: number[] = [];
  let counted = 0;
  rows.forEach((row, index) => {
    const value = row[column] ?? null;
    if (value === null && !aboutGaps) return;
    counted++;
    if (!test(value, row)) broken.push(index);
  });
  const conforming = counted === 0 ? 1 : (counted - broken.length) / counted;
  return {
    expectation,
    success: conforming >= (expectation.mostly ?? 1) && (rows.length === 0 || columnsOf(rows).has(column)),
    observed: conforming,
    unexpected: broken.length,
    examples: broken.slice(0, EXAMPLES).map((index) => ({ index, row: rows[index]! })),
    broken,
  };
}

function testOf(rows: readonly Row[], expectation: Expectation, column: string): Test {
  switch (expectation.expect) {
    case 'column_values_to_not_be_null':
      return (value) => value !== null && !Number.isNaN(value);
    case 'column_values_to_be_between':
      return (value) => typeof value === 'number' && between(value, expectation);
    case 'column_values_to_be_in_set': {
      const values = new Set(needed(expectation, 'values'));
      return (value) => values.has(value);
    }
    case 'column_values_to_match_regex': {
      const regex = new RegExp(needed(expectation, 'regex'));
      return (value) => regex.test(String(value));
    }
    case 'column_values_to_be_unique': {
      const counts = new Map<Value, number>();
      for (const row of rows) counts.set(row[column] ?? null, (counts.get(row[column] ?? null) ?? 0) + 1);
      return (value) => counts.get(value) === 1;
    }
    case 'column_values_to_be_of_type': {
      const type = needed(expectation, 'type');
      return (value) => typeof value === type;
    }
    case 'column_pair_values_a_to_be_greater_than_b': {
      const columnB = needed(expectation, 'columnB');
      return (value, row) => {
        const other = row[columnB] ?? null;
        return other === null || (value !== null && typeof value === typeof other && value > other);
      };
    }
    default:
      throw new LabError('ARGUMENT', { where: 'validate', value: String(expectation.expect), expected: 'column_…, table_…' });
  }
}

function whole(expectation: Expectation, success: boolean, observed: number | string): Result & { broken: number[] } {
  return { expectation, success, observed, unexpected: 0, examples: [], broken: [] };
}

function between(value: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Expectation): boolean {
  return value >= min && value <= max;
}

function columnsOf(rows: readonly Row[]): Set<string> {
  const columns = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) columns.add(key);
  return columns;
}

function needed<K extends keyof Expectation>(expectation: Expectation, key: K): NonNullable<Expectation[K]> {
  const value = expectation[key];
  if (value === undefined) throw new LabError('ARGUMENT', { where: `validate: ${expectation.expect}`, value: `${key}: undefined`, expected: key });
  return value as NonNullable<Expectation[K]>;
}
