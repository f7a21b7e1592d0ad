/** What other domains may ask of tables. Every call runs in a process of its own, may be cancelled by its signal, and tells how far it is. */
import type {
  TableColumn,
  TableDifference,
  TableFilter,
  TableFormat,
  TableProfile,
  TableProgress,
  TableRelations,
  TableSample,
} from '../contract/tables.ts';
import type { JobName } from './protocol.ts';

export interface TableFile {
  /** Absolute. */
  readonly path: string;
  readonly format: TableFormat;
  /** What a person calls it, in messages; the path's last part without it. */
  readonly name?: string;
}

export interface TableOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TableProgress) => void) | undefined;
}

export interface SampleRequest {
  readonly offset: number;
  readonly limit: number;
  /** Rows that pass all of them. */
  readonly filters?: readonly TableFilter[] | undefined;
  readonly order?: { readonly column: string; readonly descending: boolean } | undefined;
}

export interface Tables {
  /** TABLE_EMPTY, TABLE_ENCODING, TABLE_RAGGED, TABLE_FIELD_TOO_LONG, TABLE_UNREADABLE, TABLES_UNAVAILABLE, as all of these. */
  profileTable(file: TableFile, options?: TableOptions): Promise<TableProfile>;
  relations(file: TableFile, options?: TableOptions): Promise<TableRelations>;
  /** Names and types alone, without reading the rows. */
  schema(file: TableFile, options?: TableOptions): Promise<TableColumn[]>;
  sample(file: TableFile, request: SampleRequest, options?: TableOptions): Promise<TableSample>;
  /** Writes `to`; its folder must be there, and it is whole or absent. */
  convert(file: TableFile, to: Omit<TableFile, 'name'>, options?: TableOptions): Promise<{ rows: number; bytes: number }>;
  /** Without a key, whole rows are compared. TABLE_KEY_REPEATED, TABLE_COLUMN_MISSING. */
  compareTables(
    before: TableFile,
    after: TableFile,
    about: { key: readonly string[]; examples?: number },
    options?: TableOptions,
  ): Promise<TableDifference>;
  /** For domains with reads of their own, which `table-worker.ts` knows. */
  ask<Args, Result>(
    job: JobName<Args, Result>,
    args: Args,
    about: { reads: readonly TableFile[]; writes?: readonly string[] } & TableOptions,
  ): Promise<Result>;
  close(): Promise<void>;
}

/** By the ending of a file's name; null where it tells nothing. */
export function tableFormatOf(fileName: string): TableFormat | null {
  const ending = /\.(csv|tsv|jsonl|ndjson|parquet)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending === undefined) return null;
  return ending === 'tsv' ? 'csv' : ending === 'ndjson' ? 'jsonl' : (ending as TableFormat);
}
