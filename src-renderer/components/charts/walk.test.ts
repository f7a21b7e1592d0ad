import type { KeyboardEvent } from 'react';
import { expect, it } from 'vitest';
import { walkOf } from './walk.ts';

/** What is lit after the keys, and what was opened. */
function after(...keys: string[]) {
  let lit: string | null = null;
  const opened: string[] = [];
  for (const key of keys) {
    const walk = walkOf('', {
      ids: ['a', 'b', 'c'],
      lit,
      onLit: (id) => {
        lit = id;
      },
      onOpen: (id) => opened.push(id),
    });
    walk.onKeyDown({ key, preventDefault() {} } as KeyboardEvent);
  }
  return [lit, opened.join()];
}

it('goes from one to the next and stays at the ends', () => {
  expect(after('ArrowRight')).toEqual(['a', '']);
  expect(after('ArrowRight', 'ArrowDown', 'ArrowLeft')).toEqual(['a', '']);
  expect(after('ArrowLeft', 'ArrowRight')).toEqual(['c', '']);
  expect(after('End', 'ArrowRight', 'Home', 'ArrowUp')).toEqual(['a', '']);
});

it('opens what is lit, and nothing where nothing is', () => {
  expect(after('Enter')).toEqual([null, '']);
  expect(after('ArrowRight', 'ArrowRight', 'Enter')).toEqual(['b', 'b']);
  expect(after('ArrowRight', 'Escape', 'Enter')).toEqual([null, '']);
});
