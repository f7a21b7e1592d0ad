import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDiff } from './text-diff.ts';

const line = fc.constantFrom('a', 'b', 'c', '');
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.map((one) => `${one}\n`).join(''));

test('what is the same and what was removed is the old text; what is the same and what was added is the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = textDiff(before, after)!;
      const old = before.split('\n').slice(0, -1);
      const now = after.split('\n').slice(0, -1);
      for (const { kind, text: said, before: at, after: to } of lines) {
        if (kind === 'same') expect([old[at - 1], now[to - 1]]).toEqual([said, said]);
        if (kind === 'removed') expect(old[at - 1]).toBe(said);
        if (kind === 'added') expect(now[to - 1]).toBe(said);
      }
      // Lines that are not shown are the same on both sides, so what is left of each text when the changes are taken out is equal.
      const removed = new Set(lines.filter(({ kind }) => kind === 'removed').map((one) => one.before));
      const added = new Set(lines.filter(({ kind }) => kind === 'added').map((one) => one.after));
      expect(old.filter((_, index) => !removed.has(index + 1))).toEqual(now.filter((_, index) => !added.has(index + 1)));
    }),
    { numRuns: 500 },
  );
});

test('shows three lines around a change, and says where it passes over others', () => {
  const before = Array.from({ length: 20 }, (_, index) => `${index}`);
  const after = before.with(10, 'dez');
  expect(textDiff(before.join('\n'), after.join('\n'))!.map(({ kind, text: said }) => `${kind} ${said}`)).toEqual([
    'gap ',
    'same 7',
    'same 8',
    'same 9',
    'removed 10',
    'added dez',
    'same 11',
    'same 12',
    'same 13',
    'gap ',
  ]);
});

test('of texts that have hardly anything in common it says nothing', () => {
  const of = (letter: string) => Array.from({ length: 2000 }, (_, index) => `${letter}${index}`).join('\n');
  expect(textDiff(of('a'), of('b'))).toBeNull();
});
