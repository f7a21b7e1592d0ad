/**
 * `cutPoint`: where a chunk ends, told by its own bytes (FastCDC's gear hash, with normalised sizes), so that an insertion in the middle of a file moves
 * the bytes after it without changing their chunks. Sizes and table decide what is recognised as the same: changing them stores everything anew.
 */
export const chunkSizes = { min: 16 << 10, average: 64 << 10, max: 256 << 10 } as const;

/** Two bits more than the average asks for before it, two bits less after it: sizes stay close to the average. The high bits know the last 32 bytes. */
const maskBefore = 0xffffc000 | 0;
const maskAfter = 0xfffc0000 | 0;

const gear = gearTable(0x9e3779b9);

/** The end of the chunk that begins at `start`; `end` where the bytes run out first. */
export function cutPoint(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + chunkSizes.max);
  let at = start + chunkSizes.min;
  if (at >= last) return last;
  const middle = Math.min(last, start + chunkSizes.average);
  let hash = 0;
  for (; at < middle; at++) {
    hash = ((hash << 1) + gear[bytes[at]!]!) | 0;
    if ((hash & maskBefore) === 0) return at + 1;
  }
  for (; at < last; at++) {
    hash = ((hash << 1) + gear[bytes[at]!]!) | 0;
    if ((hash & maskAfter) === 0) return at + 1;
  }
  return last;
}

/** 256 numbers without a pattern, always the same (splitmix32). */
function gearTable(seed: number): Int32Array {
  let state = seed | 0;
  return Int32Array.from({ length: 256 }, () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  });
}
