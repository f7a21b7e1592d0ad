/** Which fields each expectation has. The shape of a suite's file, with Great Expectations' names; `mostly` where rows are judged. */
import { z } from 'zod';
import { type ExpectationType, rowExpectations, severity } from '../contract/expectations.ts';

const column = z.string({ error: '@string' }).min(1, { error: '@not-empty' });
const columns = z.array(column, { error: '@list' });
const two = columns.min(2, { error: '@not-empty' });
const bound = z.union([z.number(), z.string()], { error: '@scalar' }).nullable().optional();
const numberBound = z.number({ error: '@number' }).nullable().optional();
const whole = z.number({ error: '@integer' }).int({ error: '@integer' }).min(0).nullable().optional();
const values = z.array(z.union([z.string(), z.number(), z.boolean()], { error: '@scalar' }), { error: '@list' });
const flag = z.boolean({ error: '@boolean' }).optional();
const text = z.string({ error: '@string' });
const numbers = { column, min_value: numberBound, max_value: numberBound, strict_min: flag, strict_max: flag };
const counts = { min_value: whole, max_value: whole };
const range = z.tuple([z.number().nullable(), z.number().nullable()], { error: '@list' });

const fields: Record<ExpectationType, z.ZodRawShape> = {
  expect_column_values_to_not_be_null: { column },
  expect_column_values_to_be_null: { column },
  expect_column_values_to_be_unique: { column },
  expect_column_values_to_be_between: { column, min_value: bound, max_value: bound, strict_min: flag, strict_max: flag },
  expect_column_values_to_be_in_set: { column, value_set: values },
  expect_column_values_to_not_be_in_set: { column, value_set: values },
  expect_column_values_to_match_regex: { column, regex: text },
  expect_column_values_to_not_match_regex: { column, regex: text },
  expect_column_values_to_match_like_pattern: { column, like_pattern: text },
  expect_column_values_to_match_strftime_format: { column, strftime_format: text },
  expect_column_values_to_be_json_parseable: { column },
  expect_column_value_lengths_to_be_between: { column, ...counts },
  expect_column_value_lengths_to_equal: { column, value: z.number({ error: '@integer' }).int() },
  expect_column_value_z_scores_to_be_less_than: { column, threshold: z.number({ error: '@number' }), double_sided: flag },
  expect_column_values_to_be_increasing: { column, strictly: flag },
  expect_column_values_to_be_decreasing: { column, strictly: flag },
  expect_column_pair_values_a_to_be_greater_than_b: { column_A: column, column_B: column, or_equal: flag },
  expect_column_pair_values_to_be_equal: { column_A: column, column_B: column },
  expect_column_pair_values_to_be_in_set: {
    column_A: column,
    column_B: column,
    value_pairs_set: z.array(z.tuple([z.union([z.string(), z.number(), z.boolean()]), z.union([z.string(), z.number(), z.boolean()])])),
  },
  expect_compound_columns_to_be_unique: { column_list: two },
  expect_select_column_values_to_be_unique_within_record: { column_list: two },
  expect_multicolumn_sum_to_equal: { column_list: two, sum_total: z.number({ error: '@number' }) },
  expect_column_to_exist: { column, column_index: z.number({ error: '@integer' }).int().min(0).optional() },
  expect_column_values_to_be_of_type: { column, type_: text },
  expect_column_values_to_be_in_type_list: { column, type_list: z.array(text) },
  expect_column_min_to_be_between: numbers,
  expect_column_max_to_be_between: numbers,
  expect_column_mean_to_be_between: numbers,
  expect_column_median_to_be_between: numbers,
  expect_column_stdev_to_be_between: numbers,
  expect_column_sum_to_be_between: numbers,
  expect_column_quantile_values_to_be_between: {
    column,
    quantile_ranges: z
      .strictObject({ quantiles: z.array(z.number().min(0).max(1)).min(1), value_ranges: z.array(range) })
      .refine((given) => given.quantiles.length === given.value_ranges.length, { error: '@same-length' }),
  },
  expect_column_unique_value_count_to_be_between: { column, ...counts },
  expect_column_proportion_of_unique_values_to_be_between: numbers,
  expect_column_distinct_values_to_be_in_set: { column, value_set: values },
  expect_column_distinct_values_to_contain_set: { column, value_set: values },
  expect_column_distinct_values_to_equal_set: { column, value_set: values },
  expect_column_most_common_value_to_be_in_set: { column, value_set: values },
  expect_table_row_count_to_be_between: counts,
  expect_table_row_count_to_equal: { value: z.number({ error: '@integer' }).int() },
  expect_table_column_count_to_be_between: counts,
  expect_table_column_count_to_equal: { value: z.number({ error: '@integer' }).int() },
  expect_table_columns_to_match_ordered_list: { column_list: columns },
  expect_table_columns_to_match_set: { column_set: columns, exact_match: flag },
};

const mostly = z.number({ error: '@number' }).min(0, { error: '@range 0–1' }).max(1, { error: '@range 0–1' }).optional();
const judgesRows: ReadonlySet<string> = new Set(rowExpectations);

/** Of these there is no share: one row decides for all. */
export function shapeOf(type: ExpectationType) {
  return z.strictObject({
    type: z.literal(type),
    ...fields[type],
    ...(judgesRows.has(type) && { mostly }),
    severity: severity.default('critical'),
  });
}

export const expectationTypes = Object.keys(fields) as ExpectationType[];
