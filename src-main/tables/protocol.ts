/** What the core and a table process say to each other, and the names of what can be asked. */
import type { ErrorData } from '../contract/errors.ts';
import type { TableColumn, TableDifference, TableProfile, TableProgress, TableRelations, TableSample } from '../contract/tables.ts';
import type { SampleRequest, TableFile } from './tables.ts';

/** Its types say what it takes and gives; only its name travels. */
export interface JobName<Args, Result> {
  readonly name: string;
  /** Never there: it carries the types. */
  readonly types?: (args: Args) => Result;
}

export const profileJob: JobName<{ file: TableFile }, TableProfile> = { name: 'profile' };
export const relationsJob: JobName<{ file: TableFile }, TableRelations> = { name: 'relations' };
export const schemaJob: JobName<{ file: TableFile }, TableColumn[]> = { name: 'schema' };
export const sampleJob: JobName<{ file: TableFile; request: SampleRequest }, TableSample> = { name: 'sample' };
export const convertJob: JobName<{ file: TableFile; to: Omit<TableFile, 'name'> }, { rows: number; bytes: number }> = { name: 'convert' };
export const compareJob: JobName<{ before: TableFile; after: TableFile; key: readonly string[]; examples: number }, TableDifference> = {
  name: 'compare',
};

export interface JobMessage {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
  /** Of this job alone; the process makes it, and leaves nothing in it. */
  readonly folder: string;
  /** The only files outside the folder that the job may touch. */
  readonly files: readonly string[];
  /** Where the copy in columns of a CSV or JSONL file is, or goes. */
  readonly copies: readonly { readonly of: string; readonly path: string }[];
  readonly memoryBytes: number;
  readonly threads: number;
}

export type ToWorker = JobMessage | { readonly cancel: number };

export type FromWorker =
  | { readonly id: number; readonly progress: TableProgress }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { message: string; stack?: string | undefined; code?: string; data?: ErrorData } };
