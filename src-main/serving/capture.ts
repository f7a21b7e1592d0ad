/**
 * `capturedAfter`, `lastCaptured`: reading the requests that a model server leaves as JSON lines in `requests.jsonl` and, rotated once, `requests.1.jsonl`.
 * A position is `segment × 2³⁶ + offset`: segments are files told apart by their first record, so a rotation moves no position and counts nothing twice.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { CapturedRequest } from '../contract/serving.ts';
import { probeId } from './readiness.ts';

const segmentSize = 2 ** 36;
const firstLineBytes = 1 << 20;
const chunkBytes = 1 << 18;
const newline = 10;
/** The folder is the program's to write: a link that it puts there is not followed. */
const readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

export interface Captured {
  requests: CapturedRequest[];
  next: number;
}

/** Oldest first. */
export function captureFiles(outDir: string): string[] {
  return [join(outDir, 'requests.1.jsonl'), join(outDir, 'requests.jsonl')];
}

/** `segmentOf` numbers a file by its first record, always the same and counting up in the order of asking. */
export function capturedAfter(files: readonly string[], after: number, segmentOf: (firstRecord: string) => number, maxBytes = Infinity): Captured {
  const requests: CapturedRequest[] = [];
  let next = after;
  let budget = maxBytes;
  for (const file of files) {
    const fd = openFile(file);
    if (fd === null) continue;
    try {
      const first = firstRecord(fd);
      if (first === null) continue;
      const start = segmentOf(first) * segmentSize;
      const end = start + fstatSync(fd).size;
      let from = Math.max(next, start);
      while (from < end && budget > 0) {
        const lines = wholeLines(fd, from - start, Math.min(end - from, budget));
        if (lines.length === 0) break;
        requests.push(...parseLines(lines));
        from += lines.length;
        budget -= lines.length;
        next = from;
      }
      if (budget <= 0) break;
    } finally {
      closeSync(fd);
    }
  }
  return { requests, next };
}

/** The newest, oldest first, without reading more of the files than it takes, and leaving the loop free between pieces. */
export async function lastCaptured(files: readonly string[], limit: number): Promise<CapturedRequest[]> {
  const found: CapturedRequest[][] = [];
  let count = 0;
  for (const path of files.toReversed()) {
    const file = await open(path, readOnly).catch(() => null);
    if (!file) continue;
    try {
      let end = (await file.stat()).size;
      let tail = Buffer.alloc(0);
      while (end > 0 && count < limit) {
        const start = Math.max(0, end - chunkBytes);
        const piece = Buffer.alloc(end - start);
        await file.read(piece, 0, piece.length, start);
        const joined = Buffer.concat([piece, tail]);
        const cut = start === 0 ? 0 : joined.indexOf(newline) + 1;
        const stop = joined.lastIndexOf(newline) + 1;
        if (stop > cut) {
          const requests = parseLines(joined.subarray(cut, stop));
          found.push(requests);
          count += requests.length;
        }
        tail = stop > cut ? joined.subarray(0, cut) : joined;
        end = start;
      }
    } finally {
      await file.close();
    }
    if (count >= limit) break;
  }
  return found.toReversed().flat().slice(-limit);
}

function openFile(path: string): number | null {
  try {
    return openSync(path, readOnly);
  } catch {
    return null;
  }
}

/** Null while the first line is not complete. */
function firstRecord(fd: number): string | null {
  const line = wholeLines(fd, 0, chunkBytes);
  return line.length === 0
    ? null
    : createHash('sha256')
        .update(line.subarray(0, line.indexOf(newline)))
        .digest('hex');
}

/** What lies from `offset` on, up to the last line end; more than asked for when one line is longer than that. */
function wholeLines(fd: number, offset: number, bytes: number): Buffer {
  for (let size = Math.min(bytes, Math.max(chunkBytes, firstLineBytes)); ; size *= 4) {
    const buffer = Buffer.alloc(size);
    const read = readSync(fd, buffer, 0, size, offset);
    const end = buffer.lastIndexOf(newline, read - 1) + 1;
    if (end > 0 || read < size) return buffer.subarray(0, end);
  }
}

interface Line {
  t: number;
  id: string;
  route: string;
  status: number;
  ms: number;
  row?: CapturedRequest['row'];
  label?: string;
  probabilities?: CapturedRequest['probabilities'];
  error?: { message?: unknown } | null;
}

function parseLines(lines: Buffer): CapturedRequest[] {
  const requests: CapturedRequest[] = [];
  for (const text of lines.toString('utf8').split('\n')) {
    const line = parse(text);
    if (!line || line.id === probeId) continue;
    const { t, id, route, status, ms, row, label, probabilities, error } = line;
    const problem = error ? String(error.message ?? 'error') : null;
    requests.push({ id, at: t, route, status, ms, row: row ?? null, label: label ?? null, probabilities: probabilities ?? null, error: problem });
  }
  return requests;
}

/** A line that a dying machine left broken, or that a program of the learner's wrote there by itself, is left out. */
function parse(text: string): Line | null {
  if (text === '') return null;
  try {
    const line = JSON.parse(text) as Line;
    const whole = typeof line.t === 'number' && typeof line.id === 'string' && typeof line.route === 'string' && typeof line.ms === 'number';
    return whole && Number.isInteger(line.status) && (line.row == null || typeof line.row === 'object') ? line : null;
  } catch {
    return null;
  }
}
