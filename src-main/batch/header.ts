/** `headOf`: what must be known of a file before its rows are read one by one: its columns, what parts them, and where the rows begin. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { BancadaError } from '../contract/errors.ts';

export interface Head {
  /** Null where each row names its own. */
  columns: string[] | null;
  /** Names that an added column must not have. */
  taken: string[];
  delimiter: string;
  /** Of the first row. */
  offset: number;
  /** Lines before it. */
  line: number;
  /** The header as it stands there. */
  text: string;
}

const most = 1 << 20;
const delimiters = [',', ';', '\t', '|'];

export function headOf(path: string, format: 'csv' | 'jsonl', name: string): Head {
  const start = beginning(path);
  const mark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  if (statSync(path).size <= mark) throw new BancadaError('TABLE_EMPTY', { file: name });
  if (format === 'jsonl') return { columns: null, taken: keysOf(start.subarray(mark)), delimiter: ',', offset: mark, line: 0, text: '' };
  const newline = start.indexOf(10);
  const end = newline < 0 ? start.length : newline;
  const text = start.toString('utf8', mark, end).replace(/\r$/, '');
  const delimiter = delimiters.map((each) => ({ each, count: cells(text, each).length })).sort((a, b) => b.count - a.count)[0]!.each;
  const columns = cells(text, delimiter);
  return { columns, taken: columns, delimiter, offset: newline < 0 ? start.length : newline + 1, line: 1, text };
}

function beginning(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(most);
    return bytes.subarray(0, readSync(file, bytes, 0, most, 0));
  } finally {
    closeSync(file);
  }
}

function cells(text: string, delimiter: string): string[] {
  const found: string[] = [];
  const escaped = delimiter === '|' ? '\\|' : delimiter;
  for (const [, quoted, plain] of text.matchAll(new RegExp(`(?:^|${escaped})(?:"((?:[^"]|"")*)"|([^${escaped}]*))`, 'g')))
    found.push((quoted === undefined ? plain! : quoted.replaceAll('""', '"')).trim());
  return found;
}

/** Of the first record. */
function keysOf(start: Buffer): string[] {
  try {
    return Object.keys(JSON.parse(start.toString('utf8').trimStart().split('\n', 1)[0]!) as object);
  } catch {
    return [];
  }
}
