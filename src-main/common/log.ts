/** Structured log: one JSON object a line, to the home's log file; warnings and errors also to stderr when a host asks for it. */
import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  close(): void;
}

const maxBytes = 10_000_000;

export function openLog(folder: string, toStderr: boolean): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  setAside(folder);
  const file = createWriteStream(join(folder, 'bancada.jsonl'), { flags: 'a', mode: 0o600 });
  file.on('error', () => {}); // a full disk must not take the lab down with it
  const write = (level: string, event: string, fields: Record<string, unknown> = {}) => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), level, event, ...plain(fields) })}\n`;
    file.write(line);
    if (toStderr && level !== 'info') process.stderr.write(line);
  };
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
    close: () => file.end(),
  };
}

/** A log that has grown large becomes the older one, of which there is one. */
function setAside(folder: string): void {
  const file = join(folder, 'bancada.jsonl');
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, join(folder, 'bancada.1.jsonl'));
  } catch {
    // It goes on in the file that is there.
  }
}

function plain(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? { message: value.message, stack: value.stack } : value]),
  );
}
