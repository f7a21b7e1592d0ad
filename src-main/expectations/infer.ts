/** `inferSuite`: what a profile suggests. Bounds are drawn a little wider than what was seen, on round numbers: a suite is a beginning, not a memory. */
import type { Expectation, ExpectationSuite } from '../contract/expectations.ts';
import type { ColumnProfile, TableProfile } from '../contract/tables.ts';

const fewValues = 20;
/** Beyond what was seen, as a share of it. */
const margin = 0.1;

export function inferSuite({ rows, columns }: TableProfile, suite: string): ExpectationSuite {
  const table: Expectation[] = [
    { type: 'expect_table_columns_to_match_set', column_set: columns.map(({ name }) => name), exact_match: true, severity: 'critical' },
    { type: 'expect_table_row_count_to_be_between', min_value: Math.floor(rows / 2), max_value: Math.max(1, rows * 2), severity: 'warning' },
  ];
  return { suite, expectations: [...table, ...columns.flatMap((column) => ofColumn(column, rows))] };
}

function ofColumn(about: ColumnProfile, rows: number): Expectation[] {
  const { name: column, kind } = about;
  const type: Expectation = { type: 'expect_column_values_to_be_of_type', column, type_: kind, severity: 'critical' };
  if (rows === 0) return [type];
  return [type, ...ofPresence(about, rows), ...ofValues(about, rows)];
}

function ofPresence({ name: column, missing }: ColumnProfile, rows: number): Expectation[] {
  if (missing === rows) return [];
  const type = 'expect_column_values_to_not_be_null';
  if (missing === 0) return [{ type, column, severity: 'critical' }];
  const mostly = Math.floor((1 - missing / rows) * (1 - margin / 2) * 100) / 100;
  return mostly > 0 ? [{ type, column, mostly, severity: 'warning' }] : [];
}

function ofValues(about: ColumnProfile, rows: number): Expectation[] {
  const { name: column, kind, distinct, missing, min, max, mean, sd, top, lengths } = about;
  const present = rows - missing;
  if ((kind === 'integer' || kind === 'text') && distinct === rows && rows > fewValues)
    return [{ type: 'expect_column_values_to_be_unique', column, severity: 'critical' }];
  if (kind === 'text' && distinct <= fewValues && distinct <= top.length && distinct * 2 <= present)
    return [{ type: 'expect_column_values_to_be_in_set', column, value_set: top.map(({ value }) => String(value)).sort(), severity: 'critical' }];
  if (kind === 'text' && lengths && lengths.min === lengths.max)
    return [{ type: 'expect_column_value_lengths_to_equal', column, value: lengths.min, severity: 'warning' }];
  if (typeof min !== 'number' || typeof max !== 'number') return [];
  const width = Math.max(max - min, Math.abs(max), 1e-9) * margin;
  const expectations: Expectation[] = [
    {
      type: 'expect_column_values_to_be_between',
      column,
      min_value: min >= 0 ? Math.max(0, round(min - width, width, Math.floor)) : round(min - width, width, Math.floor),
      max_value: round(max + width, width, Math.ceil),
      severity: 'critical',
    },
  ];
  if (mean !== null && sd !== null && sd > 0) {
    const step = sd / 2;
    expectations.push({
      type: 'expect_column_mean_to_be_between',
      column,
      min_value: round(mean - step, step, Math.floor),
      max_value: round(mean + step, step, Math.ceil),
      severity: 'warning',
    });
  }
  return expectations;
}

/** To a tenth of the power of ten below `size`: 4.3871 with 0.5 is 4.38 or 4.39. */
function round(value: number, size: number, way: (value: number) => number): number {
  const power = Math.floor(Math.log10(size)) - 1;
  const scaled = power < 0 ? way(value * 10 ** -power) / 10 ** -power : way(value / 10 ** power) * 10 ** power;
  return Number.isFinite(scaled) ? scaled + 0 : value;
}
