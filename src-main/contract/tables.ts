/** Tables: what a CSV, JSONL or Parquet file holds: its profile, a page of its rows, and how two of them differ. Long reads tell how far they are. */
import { z } from 'zod';

/** A value as it can be shown and sent: instants as text (`2024-01-31 08:00:00`), and as text too what JSON has no number for. Long texts are cut. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const tableFormat = z.enum(['csv', 'jsonl', 'parquet']);
export const columnKind = z.enum(['boolean', 'integer', 'number', 'text', 'date', 'time', 'timestamp', 'other']);

export const tableColumn = z.object({
  name: z.string(),
  kind: columnKind,
  /** As DuckDB calls it: `BIGINT`, `DECIMAL(10,2)`. */
  type: z.string(),
});

export const columnProfile = tableColumn.extend({
  missing: z.number().int(),
  /** Different values, without the missing ones; exact. */
  distinct: z.number().int(),
  min: cell,
  max: cell,
  /** Of numbers only, infinite ones left out; `sd` with n − 1. */
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  quantiles: z.array(z.object({ q: z.number(), value: z.number() })),
  /** Of text: shortest and longest, in characters. */
  lengths: z.object({ min: z.number().int(), max: z.number().int(), mean: z.number() }).nullable(),
  infinite: z.number().int(),
  zeros: z.number().int(),
  negatives: z.number().int(),
  /** Bars of equal width over numbers and instants (milliseconds since 1970); `edges` has one more than `counts`. */
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) }).nullable(),
  /** The most frequent values, the first ten. */
  top: z.array(z.object({ value: cell, count: z.number().int() })),
});

export const tableProfile = z.object({
  rows: z.number().int(),
  bytes: z.number().int(),
  columns: z.array(columnProfile),
  /** Pearson, over the rows in which both are present; of numbers, at most twenty columns. */
  correlations: z.array(z.object({ a: z.string(), b: z.string(), value: z.number() })),
  /** Columns with one value, or none, in all rows. */
  constant: z.array(z.string()),
  /** Columns equal to an earlier one in every row. */
  duplicated: z.array(z.object({ column: z.string(), sameAs: z.string() })),
});

export const relationMethod = z.enum(['pearson', 'spearman', 'cramer']);

/** How columns go together: Pearson's and Spearman's coefficient of numbers, Cramér's V of categories. */
export const tableRelations = z.object({
  rows: z.number().int(),
  /** Rows that were read: of a large table, evenly chosen ones. */
  read: z.number().int(),
  numbers: z.array(z.string()),
  categories: z.array(z.string()),
  /** Columns that could not take part: with one value only, with too many, or beyond what is shown. */
  left: z.array(z.string()),
  /** Over the rows in which both are present; a pair without such a number is missing. */
  pairs: z.array(z.object({ method: relationMethod, a: z.string(), b: z.string(), value: z.number(), rows: z.number().int() })),
});

export const tableFilter = z.object({
  column: z.string(),
  operator: z.enum(['=', '!=', '<', '<=', '>', '>=', 'contains', 'missing', 'present']),
  value: cell.optional(),
});

export const tableSample = z.object({
  columns: z.array(tableColumn),
  /** Where a row stands in its file, from 1. */
  rows: z.array(z.object({ number: z.number().int(), cells: z.array(cell) })),
  /** Rows of the file; with a filter, those that pass it. */
  total: z.number().int(),
});

export const tableDifference = z.object({
  schema: z.object({
    added: z.array(tableColumn),
    removed: z.array(tableColumn),
    changed: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
  }),
  /** What tells rows apart; empty: whole rows were compared, and none counts as changed. */
  key: z.array(z.string()),
  rows: z.object({
    before: z.number().int(),
    after: z.number().int(),
    added: z.number().int(),
    removed: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
  }),
  /** How many rows changed in each column that both have. */
  columns: z.array(z.object({ column: z.string(), changed: z.number().int() })),
  examples: z.object({
    columns: z.array(z.string()),
    added: z.array(z.array(cell)),
    removed: z.array(z.array(cell)),
    changed: z.array(z.object({ before: z.array(cell), after: z.array(cell) })),
  }),
});

export const tableProgress = z.object({ fraction: z.number(), stage: z.enum(['waiting', 'reading', 'columns', 'relations', 'checking', 'writing']) });

export type Cell = z.infer<typeof cell>;
export type TableFormat = z.infer<typeof tableFormat>;
export type ColumnKind = z.infer<typeof columnKind>;
export type TableColumn = z.infer<typeof tableColumn>;
export type ColumnProfile = z.infer<typeof columnProfile>;
export type TableProfile = z.infer<typeof tableProfile>;
export type RelationMethod = z.infer<typeof relationMethod>;
export type TableRelations = z.infer<typeof tableRelations>;
export type TableFilter = z.infer<typeof tableFilter>;
export type TableSample = z.infer<typeof tableSample>;
export type TableDifference = z.infer<typeof tableDifference>;
export type TableProgress = z.infer<typeof tableProgress>;
