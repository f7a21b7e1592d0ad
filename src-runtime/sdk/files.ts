/** `writeAtomically`, `readRows`, `formatRows`: files of rows in the three formats the lab knows. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { LabError } from '../errors.ts';
import { formatCsv, parseCsv } from './csv.ts';
import type { Format, Row } from './types.ts';

/** Readers see the old content or the new one, never half of it. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  const partial = `${path}.part`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}

export function parseJson<T>(text: string, file: string, line = 1): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    const before = position ? text.slice(0, Number(position)).split('\n').length - 1 : 0;
    throw new LabError('JSON_BAD', { file, line: line + before, reason: (error as Error).message });
  }
}

export function readRows<T extends Row>(path: string, format: Format, file = basename(path)): T[] {
  const kind = rowFormat(path, format);
  const text = readFileSync(path, 'utf8');
  if (kind === 'csv') return parseCsv<T>(text, file);
  if (kind === 'json') {
    const rows = parseJson<T[]>(text, file);
    if (!Array.isArray(rows)) throw new LabError('FORMAT', { name: file, format: typeof rows, operation: 'rows()', expected: '[…]' });
    return rows;
  }
  const rows: T[] = [];
  let line = 0;
  for (const record of text.split('\n')) {
    line++;
    if (record.trim() !== '') rows.push(parseJson<T>(record, file, line));
  }
  return rows;
}

export function formatRows(rows: readonly Row[], path: string, format: Format): string {
  const kind = rowFormat(path, format);
  if (kind === 'csv') return formatCsv(rows);
  if (kind === 'json') return `${JSON.stringify(rows)}\n`;
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The file's ending decides; a file without a telling one goes by the format it was declared with. */
function rowFormat(path: string, format: Format): 'csv' | 'json' | 'jsonl' {
  const ending = /\.(csv|jsonl|json)$/.exec(path)?.[1] ?? format;
  if (ending === 'csv' || ending === 'json' || ending === 'jsonl') return ending;
  throw new LabError('FORMAT', { name: basename(path), format, operation: 'rows()', expected: 'csv, jsonl, json' });
}
