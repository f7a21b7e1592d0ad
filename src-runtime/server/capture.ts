/** `openCapture`: what was asked and answered, as JSON lines for monitoring. Written in batches, off the request's path; a full disk never stops answers. */
import { appendFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prediction, Row } from '../sdk/types.ts';

export interface Exchange {
  t: number;
  id: string;
  route: string;
  status: number;
  ms: number;
  rows: readonly Row[];
  predictions: readonly Prediction[];
  error: { code: string; message: string; field?: string } | null;
}

export interface Capture {
  add(exchange: Exchange): void;
  /** Everything added so far is in the file. */
  flush(): Promise<void>;
}

const FLUSH_MS = 250;
const FLUSH_ROWS = 200;
const FILE_BYTES = 16 * 1024 * 1024;
/** Beyond this the disk is not keeping up: newer exchanges are dropped rather than held in memory. */
const HELD_ROWS = 50_000;

export function openCapture(outDir: string, onProblem: (error: Error) => void): Capture {
  const path = join(outDir, 'requests.jsonl');
  let held: Exchange[] = [];
  let rows = 0;
  let size: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = async (batch: readonly Exchange[]) => {
    const text = batch.map(lines).join('');
    size ??= await stat(path).then(
      (file) => file.size,
      () => 0,
    );
    if (size > 0 && size + text.length > FILE_BYTES) {
      await rename(path, join(outDir, 'requests.1.jsonl'));
      size = 0;
    }
    await appendFile(path, text);
    size += Buffer.byteLength(text);
  };

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (held.length > 0) {
      const batch = held;
      const taken = rows;
      held = [];
      writing = writing
        .then(() => write(batch))
        .catch(onProblem)
        .finally(() => {
          rows -= taken;
        });
    }
    return writing;
  };

  let pending = 0;
  return {
    add: (exchange) => {
      const count = Math.max(1, exchange.rows.length);
      if (rows + count > HELD_ROWS) return;
      held.push(exchange);
      rows += count;
      pending = timer ? pending + count : count;
      timer ??= setTimeout(flush, FLUSH_MS);
      if (pending >= FLUSH_ROWS) void flush();
    },
    flush,
  };
}

function lines({ t, id, route, status, ms, rows, predictions, error }: Exchange): string {
  const head = { t, id, route, status, ms };
  if (error) return `${JSON.stringify({ ...head, error, ...(rows[0] && { row: rows[0] }) })}\n`;
  return rows
    .map(
      (row, i) =>
        `${JSON.stringify({ ...head, row, label: predictions[i]!.label, probabilities: predictions[i]!.probabilities, value: predictions[i]!.value, answered: predictions[i]!.answered })}\n`,
    )
    .join('');
}
