/** `unreadable`: what DuckDB says of a file, as one of our errors: which file, which line, what is wrong there. */
import { basename } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { TableFile } from '../tables.ts';
import { flawOf } from './csv.ts';

export function unreadable(error: unknown, { path, format, name = basename(path) }: TableFile): unknown {
  if (!(error instanceof Error) || error instanceof BancadaError || error.name === 'AbortError') return error;
  const { message } = error;
  const file = name;
  const make = (code: ConstructorParameters<typeof BancadaError>[0], data: Record<string, string | number>) =>
    new BancadaError(code, { file, ...data }, { cause: error });
  if (/No space left|out of disk|max_temp_directory_size|failed to offload/i.test(message)) return make('DISK_FULL', { path: name });
  if (/Out of Memory/i.test(message)) return make('TABLE_TOO_LARGE', { detail: firstLine(message) });
  const line = Number(/\bon Line: (\d+)/i.exec(message)?.[1] ?? 0);
  const ragged = /Expected Number of Columns: (\d+) Found: (\d+)/i.exec(message);
  if (ragged) return make('TABLE_RAGGED', { line, expected: Number(ragged[1]), found: Number(ragged[2]) });
  const long = /Maximum line size of (\d+) bytes exceeded|maximum_object_size[^\d]*(\d+)/i.exec(message);
  if (long) return make('TABLE_FIELD_TOO_LONG', { line: line || '—', bytes: Number(long[1] ?? long[2]) });
  if (format === 'csv') {
    if (/Invalid unicode/i.test(message)) return make('TABLE_ENCODING', { line: line || '—' });
    const flaw = flawOf(path);
    if (flaw?.kind === 'encoding') return make('TABLE_ENCODING', { line: line || '—' });
    if (flaw?.kind === 'ragged') return make('TABLE_RAGGED', { line: flaw.line, expected: flaw.expected, found: flaw.found });
    if (flaw?.kind === 'quote') return make('TABLE_UNREADABLE', { line: flaw.line, detail: '@table-quote' });
  }
  if (format === 'jsonl') {
    // It counts from the line after.
    const at = Number(/in line (\d+)/.exec(message)?.[1] ?? 0);
    if (/UTF-8/.test(message)) return make('TABLE_ENCODING', { line: Math.max(1, at - 1) });
    if (/Malformed JSON/.test(message)) return make('TABLE_UNREADABLE', { line: Math.max(1, at - 1), detail: '@table-json' });
  }
  if (format === 'parquet' && /magic bytes|too small|TProtocol|Thrift|decompress|corrupt|Invalid (Input )?Error|Failed to read/i.test(message))
    return make('TABLE_UNREADABLE', { line: '—', detail: '@table-parquet' });
  if (/^(Invalid|Conversion|IO|Parser|Serialization|Binder) /.test(message) && !/^Binder/.test(message))
    return make('TABLE_UNREADABLE', { line: line || '—', detail: firstLine(message).replaceAll(path, name) });
  return error;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 300);
}
