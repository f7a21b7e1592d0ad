/** `readLog`: the last lines of the lab's own log, newest first; of a large file only its end is read. */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { LabLogLine } from '../contract/system.ts';

const maxBytes = 2_000_000;

export interface LogQuery {
  level: 'all' | 'warn' | 'error';
  text: string;
  limit: number;
}

export function readLog(file: string, { level, text, limit }: LogQuery): LabLogLine[] {
  if (!existsSync(file)) return [];
  const wanted = text.toLowerCase();
  const found: LabLogLine[] = [];
  for (const line of tail(file).toReversed()) {
    if (found.length >= limit) break;
    if (wanted !== '' && !line.toLowerCase().includes(wanted)) continue;
    const parsed = parse(line);
    if (parsed && (level === 'all' || parsed.level === 'error' || parsed.level === level)) found.push(parsed);
  }
  return found;
}

function tail(file: string): string[] {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, maxBytes));
    const read = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const lines = bytes.toString('utf8', 0, read).split('\n');
    // Where the reading began in the middle of a line, that is none.
    return size > maxBytes ? lines.slice(1) : lines;
  } finally {
    closeSync(descriptor);
  }
}

function parse(line: string): LabLogLine | null {
  try {
    const { at, level, event, ...fields } = JSON.parse(line) as Record<string, unknown>;
    if (typeof at !== 'string' || typeof event !== 'string' || (level !== 'info' && level !== 'warn' && level !== 'error')) return null;
    return { at: Date.parse(at), level, event, fields: Object.keys(fields).length === 0 ? '' : JSON.stringify(fields, null, 2) };
  } catch {
    return null; // half a line, of a core that was killed while it wrote
  }
}
