/** Tables: CSV, JSONL and Parquet files of up to ten million rows, read by DuckDB in a process of its own. */
export { createTables } from './create.ts';
export { readPreview } from './preview/read-preview.ts';
export type { JobName } from './protocol.ts';
export { type TableFile, type Tables, tableFormatOf } from './tables.ts';
