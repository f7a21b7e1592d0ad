import { expect, it } from 'vitest';
import { createDrafts } from './drafts.ts';

function store(full = false) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

it('gives back what was typed after the file was last written, and forgets what is older', () => {
  const disk = store();
  let now = 1000;
  const drafts = createDrafts('x', disk, () => now);
  drafts.keep('a.ts', 'typed');
  now = 2000;
  drafts.keep('b.ts', 'typed too');
  const again = createDrafts('x', disk);
  expect(
    again.left([
      { path: 'a.ts', modified: 1500 },
      { path: 'b.ts', modified: 1500 },
    ]),
  ).toEqual({ 'b.ts': 'typed too' });
  expect(again.left([{ path: 'a.ts', modified: 0 }])).toEqual({});
});

it('has nothing left once the file is on disk', () => {
  const disk = store();
  const drafts = createDrafts('x', disk);
  drafts.keep('a.ts', 'typed');
  drafts.drop('a.ts');
  expect(drafts.left([{ path: 'a.ts', modified: 0 }])).toEqual({});
  expect(disk.kept.size).toBe(0);
});

it('lets nobody wait for a store that is full or damaged', () => {
  expect(() => createDrafts('x', store(true)).keep('a.ts', 'typed')).not.toThrow();
  const damaged = store();
  damaged.kept.set('bancada.drafts.x', '{half');
  expect(createDrafts('x', damaged).left([{ path: 'a.ts', modified: 0 }])).toEqual({});
});
