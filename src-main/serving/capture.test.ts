import { appendFileSync, existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capturedAfter, captureFiles, lastCaptured } from './capture.ts';
import { probeId } from './readiness.ts';

let folder: string;
let segments: string[];
const segmentOf = (first: string) => (segments.includes(first) ? segments.indexOf(first) : segments.push(first) - 1) + 1;
const read = (after: number, maxBytes?: number) => capturedAfter(captureFiles(folder), after, segmentOf, maxBytes);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capture-'));
  segments = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (id: string, extra: object = {}) =>
  `${JSON.stringify({ t: 5, id, route: '/predict', status: 200, ms: 0.4, row: { a: 1 }, label: 'x', probabilities: { x: 1 }, ...extra })}\n`;
const append = (text: string) => appendFileSync(join(folder, 'requests.jsonl'), text);
const rotate = () => existsSync(join(folder, 'requests.jsonl')) && renameSync(join(folder, 'requests.jsonl'), join(folder, 'requests.1.jsonl'));
const ids = (requests: readonly { id: string }[]) => requests.map((request) => request.id);

describe('capturedAfter', () => {
  it('gives nothing, and the same position, before anything is captured', () => {
    expect(read(0)).toEqual({ requests: [], next: 0 });
  });

  it('reads on from where it was, leaving a half-written line for later', () => {
    append(line('a') + line('b').slice(0, 20));
    const first = read(0);
    expect(first.requests).toEqual([
      { id: 'a', at: 5, route: '/predict', status: 200, ms: 0.4, row: { a: 1 }, label: 'x', probabilities: { x: 1 }, error: null },
    ]);
    expect(read(first.next).requests).toEqual([]);
    append(line('b').slice(20) + line('c'));
    expect(ids(read(first.next).requests)).toEqual(['b', 'c']);
  });

  it('leaves out our own trials, broken lines and lines of another shape', () => {
    append(
      `${line(probeId)}não é json\n{"t":1}\n[]\nnull\n${line('a', { row: 'texto' })}${line('b', { error: { code: 'X', message: 'campo ilha' }, row: undefined })}`,
    );
    expect(read(0).requests).toMatchObject([{ id: 'b', row: null, error: 'campo ilha' }]);
  });

  it('follows no link', () => {
    writeFileSync(join(folder, 'outro.jsonl'), line('a'));
    symlinkSync(join(folder, 'outro.jsonl'), join(folder, 'requests.jsonl'));
    expect(read(0).requests).toEqual([]);
  });

  it('reads a line longer than it was asked to', () => {
    append(line('a', { row: { texto: 'x'.repeat(3_000_000) } }) + line('b'));
    const first = read(0, 1000);
    expect(ids(first.requests)).toEqual(['a', 'b'].slice(0, first.requests.length));
    expect(ids([...first.requests, ...read(first.next).requests])).toEqual(['a', 'b']);
  });

  it('counts each request once and in order, over rotations and however much is read at a time', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 5 }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('rotate' as const) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), bytes: fc.integer({ min: 1, max: 600 }) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        rmSync(folder, { recursive: true });
        folder = mkdtempSync(join(tmpdir(), 'capture-'));
        segments = [];
        let made = 0;
        let position = 0;
        const seen: string[] = [];
        const drain = (bytes?: number) => {
          for (;;) {
            const { requests, next } = read(position, bytes);
            seen.push(...ids(requests));
            if (next === position) return;
            expect(next).toBeGreaterThan(position);
            position = next;
          }
        };
        for (const todo of steps) {
          if (todo.kind === 'append') for (let i = 0; i < todo.count; i++) append(line(`r${made++}`));
          else if (todo.kind === 'read') drain(todo.bytes);
          else {
            drain(); // one rotation between two readings loses nothing; what is lost over more of them is gone with its file
            rotate();
          }
        }
        drain();
        expect(seen).toEqual(Array.from({ length: made }, (_, i) => `r${i}`));
      }),
      { numRuns: 60 },
    );
  });

  it('counts nothing twice when more was rotated away than it could read', () => {
    append(line('a'));
    const { next } = read(0);
    append(line('b'));
    rotate();
    append(line('c'));
    rotate();
    append(line('d'));
    expect(ids(read(next).requests)).toEqual(['c', 'd']);
    expect(ids(read(0).requests)).toEqual(['c', 'd']);
  });
});

describe('lastCaptured', () => {
  it('gives the newest in order, from both files, for any limit', async () => {
    const all: string[] = [];
    for (let i = 0; i < 4000; i++) {
      all.push(`r${i}`);
      append(line(`r${i}`));
      if (i === 2500) rotate();
    }
    append('{"meia linha');
    for (const limit of [0, 1, 7, 1499, 1500, 2000, 4000, 9999]) {
      expect(ids(await lastCaptured(captureFiles(folder), limit))).toEqual(limit === 0 ? [] : all.slice(-limit));
    }
  });

  it('finds whole lines longer than a piece', async () => {
    append(line('a') + line('b', { row: { texto: 'é'.repeat(400_000) } }) + line('c'));
    expect(ids(await lastCaptured(captureFiles(folder), 2))).toEqual(['b', 'c']);
  });
});
