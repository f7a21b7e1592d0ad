/** `openLog`: one JSON object per line on stdout, with the request's id. Lines are gathered for a moment: a write per request would halve the throughput. */
import { writeAll } from '../sdk/events.ts';

export interface Log {
  write(level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>): void;
  /** The same with fields that are JSON already, `"key":value,…`. */
  line(level: 'info' | 'warn' | 'error', message: string, fields: string): void;
  flush(): void;
}

const FLUSH_MS = 100;
const FLUSH_CHARS = 64 * 1024;

export function openLog(base: Record<string, unknown>): Log {
  const constant = Object.entries(base)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join('');
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const gathered = text;
    text = '';
    if (gathered !== '') writeAll(1, Buffer.from(gathered));
  };
  const line: Log['line'] = (level, message, fields) => {
    text += `{"time":"${timestamp()}","level":"${level}","message":${JSON.stringify(message)}${constant}${fields && `,${fields}`}}\n`;
    if (text.length > FLUSH_CHARS || level === 'error') flush();
    else timer ??= setTimeout(flush, FLUSH_MS);
  };
  return { line, write: (level, message, fields) => line(level, message, fields ? JSON.stringify(fields).slice(1, -1) : ''), flush };
}

let second = 0;
let told = '';

/** A date is written out once a second. */
function timestamp(): string {
  const now = Date.now();
  const rest = now % 1000;
  if (now - rest !== second) {
    second = now - rest;
    told = new Date(second).toISOString().slice(0, 20);
  }
  return `${told}${String(rest).padStart(3, '0')}Z`;
}
