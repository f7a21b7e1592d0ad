import { hash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkSizes, cutPoint } from './chunker.ts';

function chunksOf(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = cutPoint(bytes, start, bytes.length);
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}
const digests = (bytes: Uint8Array) => chunksOf(bytes).map((chunk) => hash('sha256', chunk));
const rows = (count: number, of: (i: number) => string) => Buffer.from(Array.from({ length: count }, (_, i) => `${i},${of(i)}\n`).join(''));

describe('the chunker', () => {
  it('cuts the same bytes in the same places, today and in years', () => {
    const bytes = rows(20_000, (i) => hash('sha256', `${i}`));
    expect(digests(bytes)).toEqual(digests(Buffer.from(bytes)));
    // What is stored already is recognised only while the table and the sizes stay as they are.
    expect(hash('sha256', digests(bytes).join('\n'))).toMatchInlineSnapshot(`"d01d6ce6656973e665d07ce066ea131c1afe1981d653a2107f541ef87ea5e185"`);
  });

  it('loses nothing and keeps to its sizes, whatever the bytes', () => {
    const some = fc.oneof(
      fc.integer({ min: 0, max: 1_500_000 }).map((length) => randomBytes(length)),
      fc.tuple(fc.integer({ min: 0, max: 1_500_000 }), fc.nat(255)).map(([length, byte]) => Buffer.alloc(length, byte)),
    );
    fc.assert(
      fc.property(some, (bytes) => {
        const chunks = chunksOf(bytes);
        expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
        for (const [index, { length }] of chunks.entries()) {
          expect(length).toBeLessThanOrEqual(chunkSizes.max);
          if (index < chunks.length - 1) expect(length).toBeGreaterThanOrEqual(chunkSizes.min);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds the chunks again after an insertion, a deletion or a change anywhere in the middle', () => {
    const bytes = randomBytes(8 << 20);
    const known = new Set(digests(bytes));
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    const news: number[] = [];
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (at, removed, inserted) => {
        const changed = Buffer.concat([bytes.subarray(0, at), randomBytes(inserted), bytes.subarray(at + removed)]);
        news.push(digests(changed).filter((digest) => !known.has(digest)).length);
        // Of more than a hundred: until two cuts meet again, a few chunks may pass.
        expect(news.at(-1)).toBeLessThanOrEqual(24);
      }),
      { numRuns: 60 },
    );
    expect(news.reduce((sum, count) => sum + count, 0) / news.length).toBeLessThan(5);
  });

  it('comes close to the average size on text and on random bytes', () => {
    for (const bytes of [randomBytes(32 << 20), rows(400_000, (i) => `${(i * 7919) % 1013},${(i * 31) % 97}.5,abc`)]) {
      const average = bytes.length / chunksOf(bytes).length;
      expect(average).toBeGreaterThan(chunkSizes.average * 0.6);
      expect(average).toBeLessThan(chunkSizes.average * 1.7);
    }
  });
});
