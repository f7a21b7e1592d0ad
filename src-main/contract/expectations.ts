/** Expectations of a table, in the words of Great Expectations: what a suite asks, and what a table answered. */
import { z } from 'zod';
import { cell } from './tables.ts';

export const severity = z.enum(['critical', 'warning', 'info']);

/** A row that fails one of these can be told, and set apart. */
export const rowExpectations = [
  'expect_column_values_to_not_be_null',
  'expect_column_values_to_be_null',
  'expect_column_values_to_be_unique',
  'expect_column_values_to_be_between',
  'expect_column_values_to_be_in_set',
  'expect_column_values_to_not_be_in_set',
  'expect_column_values_to_match_regex',
  'expect_column_values_to_not_match_regex',
  'expect_column_values_to_match_like_pattern',
  'expect_column_values_to_match_strftime_format',
  'expect_column_values_to_be_json_parseable',
  'expect_column_value_lengths_to_be_between',
  'expect_column_value_lengths_to_equal',
  'expect_column_value_z_scores_to_be_less_than',
  'expect_column_values_to_be_increasing',
  'expect_column_values_to_be_decreasing',
  'expect_column_pair_values_a_to_be_greater_than_b',
  'expect_column_pair_values_to_be_equal',
  'expect_column_pair_values_to_be_in_set',
  'expect_compound_columns_to_be_unique',
  'expect_select_column_values_to_be_unique_within_record',
  'expect_multicolumn_sum_to_equal',
] as const;

/** These look at a column, or a table, as a whole. */
export const wholeExpectations = [
  'expect_column_to_exist',
  'expect_column_values_to_be_of_type',
  'expect_column_values_to_be_in_type_list',
  'expect_column_min_to_be_between',
  'expect_column_max_to_be_between',
  'expect_column_mean_to_be_between',
  'expect_column_median_to_be_between',
  'expect_column_stdev_to_be_between',
  'expect_column_sum_to_be_between',
  'expect_column_quantile_values_to_be_between',
  'expect_column_unique_value_count_to_be_between',
  'expect_column_proportion_of_unique_values_to_be_between',
  'expect_column_distinct_values_to_be_in_set',
  'expect_column_distinct_values_to_contain_set',
  'expect_column_distinct_values_to_equal_set',
  'expect_column_most_common_value_to_be_in_set',
  'expect_table_row_count_to_be_between',
  'expect_table_row_count_to_equal',
  'expect_table_column_count_to_be_between',
  'expect_table_column_count_to_equal',
  'expect_table_columns_to_match_ordered_list',
  'expect_table_columns_to_match_set',
] as const;

export const expectationType = z.enum([...rowExpectations, ...wholeExpectations]);

const bound = z.union([z.number(), z.string()]).nullable();

/** What any of them may say; which of these one has, and must have, is in expectations/catalogue.ts. */
export const expectation = z.object({
  type: expectationType,
  column: z.string().optional(),
  column_A: z.string().optional(),
  column_B: z.string().optional(),
  column_list: z.array(z.string()).optional(),
  column_set: z.array(z.string()).optional(),
  column_index: z.number().int().optional(),
  min_value: bound.optional(),
  max_value: bound.optional(),
  strict_min: z.boolean().optional(),
  strict_max: z.boolean().optional(),
  value_set: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  value_pairs_set: z.array(z.tuple([cell, cell])).optional(),
  quantile_ranges: z
    .object({ quantiles: z.array(z.number()), value_ranges: z.array(z.tuple([z.number().nullable(), z.number().nullable()])) })
    .optional(),
  regex: z.string().optional(),
  like_pattern: z.string().optional(),
  strftime_format: z.string().optional(),
  value: z.number().optional(),
  sum_total: z.number().optional(),
  threshold: z.number().optional(),
  double_sided: z.boolean().optional(),
  strictly: z.boolean().optional(),
  or_equal: z.boolean().optional(),
  exact_match: z.boolean().optional(),
  type_: z.string().optional(),
  type_list: z.array(z.string()).optional(),
  /** The share of rows that must be as expected; 1 without it. */
  mostly: z.number().optional(),
  severity,
});

export const expectationSuite = z.object({ suite: z.string(), expectations: z.array(expectation) });

export const expectationResult = z.object({
  expectation,
  success: z.boolean(),
  /** Why it could not be judged: a column that is not there, a text where numbers are compared. Then it has failed. */
  problem: z.object({ kind: z.enum(['no-column', 'kind', 'regex', 'value']), detail: z.string() }).nullable(),
  /** What was found, of expectations of a whole: a number, a list of columns or values. */
  observed: z.union([cell, z.array(cell)]),
  /** Rows it looked at: those with a value, of most expectations. */
  judged: z.number().int(),
  missing: z.number().int(),
  unexpected: z.number().int(),
  /** The first rows that fail: their numbers in the file, from 1, and what they hold in `columns`. */
  columns: z.array(z.string()),
  examples: z.array(z.object({ row: z.number().int(), values: z.array(cell) })),
});

export const suiteResult = z.object({
  suite: z.string(),
  /** No critical expectation failed. */
  success: z.boolean(),
  rows: z.number().int(),
  /** Rows that fail a critical expectation of rows. */
  quarantined: z.number().int(),
  failed: z.object({ critical: z.number().int(), warning: z.number().int(), info: z.number().int() }),
  results: z.array(expectationResult),
});

export type Severity = z.infer<typeof severity>;
export type ExpectationType = z.infer<typeof expectationType>;
export type Expectation = z.infer<typeof expectation>;
export type ExpectationSuite = z.infer<typeof expectationSuite>;
export type ExpectationResult = z.infer<typeof expectationResult>;
export type SuiteResult = z.infer<typeof suiteResult>;
