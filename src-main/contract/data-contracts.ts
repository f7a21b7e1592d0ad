/** Data contracts: what an output of a step promises to whoever reads it, and in what a table departs from that. */
import { z } from 'zod';
import { expectation, expectationResult } from './expectations.ts';
import { columnKind } from './tables.ts';

export const contractColumn = z.object({ name: z.string(), type: columnKind, nullable: z.boolean() });

export const dataContract = z.object({
  contract: z.string(),
  /** Raised by whoever takes a promise back on purpose. */
  version: z.number().int(),
  columns: z.array(contractColumn),
  expectations: z.array(expectation),
});

export const contractChange = z.object({
  /** `new` is a column that nobody promised. */
  kind: z.enum(['gone', 'type', 'null', 'expectation', 'new']),
  /** Breaks whoever reads it; what does not is a note. */
  breaking: z.boolean(),
  /** The contract does not say it any more, but readers were promised it. */
  withdrawn: z.boolean(),
  column: z.string().nullable(),
  promised: z.string().nullable(),
  found: z.string().nullable(),
  /** Of missing values: how many, of how many rows, and the first. */
  missing: z.object({ count: z.number().int(), rows: z.number().int(), row: z.number().int().nullable() }).nullable(),
  /** Of an expectation that does not hold. */
  result: expectationResult.nullable(),
});

export const contractResult = z.object({
  output: z.string(),
  contract: z.string(),
  version: z.number().int(),
  /** The file of the workspace that says it. */
  file: z.string(),
  /** Steps of the pipeline that read the output. */
  consumers: z.array(z.string()),
  /** Steps of any pipeline that, in its last run, read a data set which this output becomes. */
  elsewhere: z.array(z.object({ dataset: z.string(), pipeline: z.string(), step: z.string() })),
  rows: z.number().int(),
  columns: z.number().int(),
  expectations: z.number().int(),
  held: z.boolean(),
  changes: z.array(contractChange),
});

export type DataContract = z.infer<typeof dataContract>;
export type ContractChange = z.infer<typeof contractChange>;
export type ContractResult = z.infer<typeof contractResult>;
export type OutsideReader = ContractResult['elsewhere'][number];
