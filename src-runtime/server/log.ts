/** `openLog`: one JSON object per line on stdout, with the request's id. Lines are gathered for a moment: a write per request would halve the throughput. */
import { writeAll } from '../sdk/events.ts';

export interface Log {
  write(level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>): void;
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
  return {
    write: (level, message, fields) => {
      const head = `{"time":"${new Date().toISOString()}","level":"${level}","message":${JSON.stringify(message)}${constant}`;
      text += fields ? `${head},${JSON.stringify(fields).slice(1)}\n` : `${head}}\n`;
      if (text.length > FLUSH_CHARS || level === 'error') flush();
      else timer ??= setTimeout(flush, FLUSH_MS);
    },
    flush,
  };
}
