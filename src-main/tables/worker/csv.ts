/**
 * What the beginning of a CSV says of it: `dialectOf` (which character parts its fields, which one its decimals) and `flawOf` (why it cannot be read).
 * The reader's own guess is not asked: of a ragged file it makes a table of one column, and says nothing.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface Dialect {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
}

export type Flaw = { kind: 'encoding' } | { kind: 'ragged'; line: number; expected: number; found: number } | { kind: 'quote'; line: number };

const delimiters = [',', ';', '\t', '|'];
const judgedBytes = 2 ** 16;
const searchedBytes = 2 ** 22;

export function dialectOf(path: string): Dialect {
  const start = beginning(path, judgedBytes).text;
  const counts = delimiters.map((delimiter) => firstRecord(start, delimiter));
  const most = Math.max(...counts);
  const delimiter = most > 1 ? delimiters[counts.indexOf(most)]! : ',';
  const decimals = delimiter !== ',' && /(^|[^\d.,])\d+,\d+([^\d.,]|$)/m.test(start) && !/(^|[^\d.,-])\d+\.\d+([^\d.,-]|$)/m.test(start);
  return { delimiter, decimal: decimals ? ',' : '.' };
}

/** Fields of the first line that holds anything. */
function firstRecord(text: string, delimiter: string): number {
  for (const { fields, isBlank } of records(text, delimiter)) if (!isBlank) return fields;
  return 1;
}

export function flawOf(path: string): Flaw | null {
  const { text, isUtf8, isWhole } = beginning(path, searchedBytes);
  if (!isUtf8) return { kind: 'encoding' };
  let expected = 0;
  for (const record of records(text, dialectOf(path).delimiter)) {
    // What the end of the part that was read cuts off tells nothing.
    if (record.isLast && !isWhole) return null;
    if (record.isOpen) return { kind: 'quote', line: record.line };
    if (record.isBlank) continue;
    expected ||= record.fields;
    if (record.fields !== expected) return { kind: 'ragged', line: record.line, expected, found: record.fields };
  }
  return null;
}

interface CsvRecord {
  line: number;
  fields: number;
  isBlank: boolean;
  /** A quote that was opened in it is not closed. */
  isOpen: boolean;
  isLast: boolean;
}

function* records(text: string, delimiter: string): Generator<CsvRecord> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { line, fields: 1, isBlank: false, isOpen: false, isLast: false };
    const start = at;
    let fieldStart = at;
    for (; at < text.length; at += 1) {
      const character = text[at]!;
      if (character === '\n') line += 1;
      if (character === '"' && (record.isOpen || at === fieldStart)) record.isOpen = !record.isOpen;
      else if (record.isOpen && character !== '"') continue;
      else if (character === '\n') break;
      else if (character === delimiter) {
        record.fields += 1;
        fieldStart = at + 1;
      } else if (character === '"' && text[at - 1] === '"') record.isOpen = !record.isOpen;
    }
    record.isBlank = text.slice(start, at).trim() === '';
    at += 1;
    record.isLast = at >= text.length;
    yield record;
  }
}

function beginning(path: string, bytes: number): { text: string; isUtf8: boolean; isWhole: boolean } {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(bytes, fstatSync(file).size));
    const read = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
    const isWhole = fstatSync(file).size <= bytes;
    try {
      // A character that the end cuts off is no flaw.
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(read, { stream: !isWhole }), isUtf8: true, isWhole };
    } catch {
      return { text: read.toString('latin1'), isUtf8: false, isWhole };
    }
  } finally {
    closeSync(file);
  }
}
