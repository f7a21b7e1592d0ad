/**
 * `createEventReader`: what a program writes, in pieces of any size, as records: events (RFC 7464: 0x1E, JSON, newline) and lines of log.
 * The records of a stream are the same however its bytes were cut, so that a replay can go on where it was.
 */
import { StringDecoder } from 'node:string_decoder';
import { createMasker, longestSecret, type Masker } from '../logs/mask.ts';

export type StepEvent =
  | { type: 'param'; key: string; value: string }
  | { type: 'metric'; key: string; value: number; step: number; timestamp: number }
  | { type: 'tag'; key: string; value: string }
  | { type: 'progress'; fraction: number; message: string }
  | { type: 'log'; level: string; message: string; fields: Record<string, unknown> | null }
  | { type: 'error'; code: string; message: string; file: string | null; line: number | null; data: Record<string, unknown> | null };

export type OutputRecord = { kind: 'event'; event: StepEvent } | { kind: 'line'; text: string };

const mark = '\u001e';
const maxLine = 16 * 1024;
const maxEvent = 1024 * 1024;

export interface EventReader {
  push(data: Buffer): OutputRecord[];
  /** What is left when the stream has ended. */
  end(): OutputRecord[];
}

export function createEventReader(events: boolean, now: () => number, masker: Masker = createMasker([])): EventReader {
  const decoder = new StringDecoder('utf8');
  let rest = '';

  function cut(): OutputRecord[] {
    const records: OutputRecord[] = [];
    let from = 0;
    for (;;) {
      const isEvent = events && rest[from] === mark;
      const newline = rest.indexOf('\n', from);
      const nextMark = events ? rest.indexOf(mark, from + 1) : -1;
      const limit = from + (isEvent ? maxEvent : maxLine);
      const marked = nextMark >= 0 && (newline < 0 || nextMark < newline);
      const end = marked ? nextMark : newline;
      // Enough of what follows must be there to see whether a secret stands at the cut, however the bytes came.
      if ((end < 0 && rest.length > limit + longestSecret) || end > limit) {
        const at = from + masker.cut(rest.slice(from, end < 0 ? limit + longestSecret : end), limit - from);
        records.push({ kind: 'line', text: masker.line(rest.slice(from, at)) });
        from = at;
      } else if (end < 0) break;
      else {
        records.push(recordOf(rest.slice(from, end), isEvent, { now, masker }));
        from = marked ? end : end + 1;
      }
    }
    rest = rest.slice(from);
    return records;
  }

  return {
    push(data) {
      rest += decoder.write(data);
      return cut();
    },
    end() {
      rest += decoder.end();
      const records = cut();
      if (rest !== '') records.push(recordOf(rest, events && rest.startsWith(mark), { now, masker }));
      rest = '';
      return records;
    },
  };
}

function recordOf(text: string, isEvent: boolean, { now, masker }: { now: () => number; masker: Masker }): OutputRecord {
  const event = isEvent ? parseEvent(text.slice(1), now) : null;
  return event
    ? { kind: 'event', event: maskedEvent(event, masker) }
    : { kind: 'line', text: masker.line(text.replace(/\r$/, '').replaceAll(mark, '')) };
}

/** Every text of an event, names included. */
function maskedEvent<T>(value: T, masker: Masker): T {
  if (typeof value === 'string') return masker.text(value) as T;
  if (Array.isArray(value)) return value.map((each) => maskedEvent(each, masker)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskedEvent(each, masker)])) as T;
}

/** Null for what is not one of our events; it then stays readable as a line of log. */
function parseEvent(text: string, now: () => number): StepEvent | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null) return null;
  const { type, key, value, ...about } = json as Record<string, unknown>;
  const isKeyed = typeof key === 'string' && key !== '';
  switch (type) {
    case 'param':
    case 'tag':
      return isKeyed ? { type, key, value: typeof value === 'string' ? value : (JSON.stringify(value) ?? '') } : null;
    case 'metric':
      if (!isKeyed || typeof value !== 'number' || !Number.isFinite(value)) return null;
      return { type, key, value, step: integer(about.step) ?? 0, timestamp: integer(about.timestamp) ?? now() };
    case 'progress':
      if (typeof about.fraction !== 'number') return null;
      return { type, fraction: Math.min(1, Math.max(0, about.fraction)), message: textOf(about.message) };
    case 'log':
      return { type, level: textOf(about.level) || 'info', message: textOf(about.message), fields: mapOf(about.fields) };
    case 'error': {
      const file = typeof about.file === 'string' ? about.file : null;
      return { type, code: textOf(about.code) || 'Error', message: textOf(about.message), file, line: integer(about.line), data: mapOf(about.data) };
    }
    default:
      return null;
  }
}

function integer(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(Math.round(value)) ? Math.round(value) : null;
}

function mapOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
