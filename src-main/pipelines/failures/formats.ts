/**
 * `misformed`: whether a file is what its name says, so that the step that wrote it is blamed and not the one that reads it. Small files are read whole;
 * of large ones the beginning and the end, for this runs beside everything else. Null when nothing is wrong.
 */
import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { OutputSpec } from '../spec/index.ts';

/** `@json-broken 3|Unexpected token …`: put into words in the reader's language. */
type Misformed = string;

const wholeBytes = 512 * 1024;
const endBytes = 64 * 1024;

export function misformed(path: string, { format, fileName }: Pick<OutputSpec, 'format' | 'fileName'>): Misformed | null {
  const isParquet = format === 'file' && fileName.endsWith('.parquet');
  if ((format === 'folder' || format === 'file') && !isParquet) return null;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return null; // a link: taking it says what is wrong
  const parts = ends(path);
  if (isParquet) return isMarked(parts) ? null : '@parquet-broken';
  if (parts.head.includes(0)) return '@binary';
  if (format === 'json') return badJson(parts);
  return format === 'jsonl' ? badLines(parts) : badCsv(parts);
}

interface Ends {
  head: Buffer;
  /** Null when `head` is all of it. */
  tail: Buffer | null;
}

function ends(path: string): Ends {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const read = (length: number, at: number) => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(file, buffer, 0, length, at));
    };
    return size <= wholeBytes ? { head: read(size, 0), tail: null } : { head: read(endBytes, 0), tail: read(endBytes, size - endBytes) };
  } finally {
    closeSync(file);
  }
}

function isMarked({ head, tail }: Ends): boolean {
  const isEnd = (part: Buffer) => part.subarray(-4).toString('latin1') === 'PAR1';
  return head.length >= 12 && head.subarray(0, 4).toString('latin1') === 'PAR1' && isEnd(tail ?? head);
}

function badJson({ head, tail }: Ends): Misformed | null {
  const text = head.toString('utf8');
  if (tail === null) return parsed(text, 1);
  const first = text.trimStart()[0];
  const last = tail.toString('utf8').trimEnd().at(-1);
  const closes = { '{': '}', '[': ']', '"': '"' }[first ?? ''];
  return closes !== undefined && closes === last ? null : '@json-cut';
}

function badLines({ head, tail }: Ends): Misformed | null {
  const lines = head.toString('utf8').split('\n');
  if (tail !== null) lines.pop(); // cut in the middle
  for (const [index, line] of lines.entries()) {
    const bad = line.trim() === '' ? null : parsed(line, index + 1);
    if (bad) return bad;
  }
  const last = tail
    ?.toString('utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .at(-1);
  return last !== undefined && parsed(last, 0) ? '@json-cut' : null;
}

function badCsv({ head }: Ends): Misformed | null {
  const start = head.subarray(0, 200).toString('utf8').trimStart();
  return /^(\{|\[\s*[{[])/.test(start) ? '@csv-json' : null;
}

function parsed(text: string, line: number): Misformed | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    if (text.trim() === '') return '@empty';
    // Words of other languages, outside of any string.
    const bare = text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, (quoted) => ' '.repeat(quoted.length));
    const word = /\b(NaN|Infinity|None|True|False|undefined)\b/.exec(bare);
    if (word) return `@json-word ${line + linesBefore(text, word.index)}|${word[1]}`;
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const reason = message.replace(/ in JSON at position.*/s, '').replaceAll(/\s+/g, ' ');
    return position === undefined ? `@json-unread ${reason}` : `@json-broken ${line + linesBefore(text, Number(position))}|${reason}`;
  }
}

const linesBefore = (text: string, position: number) => text.slice(0, position).split('\n').length - 1;
