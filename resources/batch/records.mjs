/**
 * `csvRecords`, `jsonRecords`: the records of a file from a place on, one at a time, each with its text as it stands there, its line and where it ends.
 * What is no record comes with its reason, and the rest of the file is read all the same.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

const chunkBytes = 1 << 20;
/** A quote that is never closed would make one record of all the rest. */
const longest = 1 << 20;

/** Lines as bytes: where they end must be known in the file, not in a text. */
function* linesOf(path, from) {
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest = Buffer.alloc(0);
  let position = from;
  try {
    for (;;) {
      const count = readSync(file, chunk, 0, chunkBytes, position + rest.length);
      const all = rest.length === 0 ? Buffer.from(chunk.subarray(0, count)) : Buffer.concat([rest, chunk.subarray(0, count)]);
      let start = 0;
      for (let end = all.indexOf(10, 0); end >= 0; end = all.indexOf(10, start)) {
        yield { bytes: all.subarray(start, end), offset: position + end + 1 };
        start = end + 1;
      }
      rest = all.subarray(start);
      position += start;
      if (count === 0) break;
    }
    if (rest.length > 0) yield { bytes: rest, offset: position + rest.length };
  } finally {
    closeSync(file);
  }
}

/** Without the end of a line of Windows; null for what is no UTF-8. */
function textOf(bytes) {
  if (!isUtf8(bytes)) return null;
  return bytes.toString('utf8', 0, bytes.length > 0 && bytes[bytes.length - 1] === 13 ? bytes.length - 1 : bytes.length);
}

export function* jsonRecords(path, { offset, line: first }) {
  let line = first;
  for (const { bytes, offset: after } of linesOf(path, offset)) {
    line += 1;
    const end = { offset: after, line };
    const text = textOf(bytes)?.trim() ?? null;
    if (text === '') continue;
    if (text === null) {
      yield { text: bytes.toString('latin1'), line, end, reason: { code: 'encoding' } };
      continue;
    }
    try {
      const row = JSON.parse(text);
      if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new Error('no object');
      yield { text, line, end, row };
    } catch {
      yield { text, line, end, reason: { code: 'json' } };
    }
  }
}

export function* csvRecords(path, { offset, line: first, delimiter, columns }) {
  let line = first;
  /** Lines of a record whose quotes are still open. */
  let open = [];
  const alone = ({ bytes, line: at, end }, code) => ({ text: bytes.toString('latin1'), line: at, end, reason: { code } });
  const record = (text, at, end) => {
    const cells = cellsOf(text, delimiter);
    if (cells === null) return { text, line: at, end, reason: { code: 'quote' } };
    if (cells.length === columns) return { text, line: at, end, cells };
    return { text, line: at, end, reason: { code: 'columns', expected: columns, found: cells.length } };
  };
  for (const { bytes, offset: after } of linesOf(path, offset)) {
    line += 1;
    const here = { bytes, line, end: { offset: after, line }, odd: quotes(bytes) % 2 === 1 };
    if (open.length > 0 || here.odd) {
      open.push(here);
      yield* settle(false);
      continue;
    }
    const text = textOf(bytes);
    if (text === null) yield alone(here, 'encoding');
    else if (text !== '') yield record(text, line, here.end);
  }
  yield* settle(true);

  function* closed(lines) {
    const texts = lines.map(({ bytes }) => textOf(bytes));
    if (texts.includes(null)) for (const each of lines) yield alone(each, 'encoding');
    else if (texts.length > 1 || texts[0] !== '') yield record(texts.join('\n'), lines[0].line, lines.at(-1).end);
  }

  /** Gives what is complete; of a quote that never closes, the first line alone is bad. */
  function* settle(isEnd) {
    while (open.length > 0) {
      let odd = false;
      const upTo = open.findIndex((each) => {
        odd = odd !== each.odd;
        return !odd;
      });
      if (upTo >= 0) {
        yield* closed(open.slice(0, upTo + 1));
        open = open.slice(upTo + 1);
      } else if (isEnd || open.reduce((sum, each) => sum + each.bytes.length, 0) > longest) {
        yield alone(open[0], 'quote');
        open = open.slice(1);
      } else return;
    }
  }
}

function quotes(bytes) {
  let count = 0;
  for (let at = bytes.indexOf(34); at >= 0; at = bytes.indexOf(34, at + 1)) count += 1;
  return count;
}

/** Null where quotes stand in the middle of a cell. */
export function cellsOf(text, delimiter) {
  if (!text.includes('"')) return text.split(delimiter);
  const cells = [];
  for (let at = 0; ; ) {
    if (text[at] === '"') {
      let cell = '';
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end < 0) return null;
        cell += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
      cells.push(cell);
      if (at === text.length) return cells;
      if (text[at] !== delimiter) return null;
      at += 1;
    } else {
      const end = text.indexOf(delimiter, at);
      const cell = end < 0 ? text.slice(at) : text.slice(at, end);
      if (cell.includes('"')) return null;
      cells.push(cell);
      if (end < 0) return cells;
      at = end + 1;
    }
  }
}
