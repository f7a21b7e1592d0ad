/** `formatOf`: what a file's name says of what is in it. */
import type { DataFormat } from '../contract/datasets.ts';
import type { TableFormat } from '../contract/tables.ts';
import { tableFormatOf } from '../tables/tables.ts';

export function formatOf(fileName: string): DataFormat {
  return tableFormatOf(fileName) ?? (/\.json$/i.test(fileName) ? 'json' : 'file');
}

export function tableFormat(format: DataFormat): TableFormat | null {
  return format === 'csv' || format === 'jsonl' || format === 'parquet' ? format : null;
}
