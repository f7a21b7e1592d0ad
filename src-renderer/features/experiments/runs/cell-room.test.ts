import { expect, it } from 'vitest';
import { mayOverflow } from './cell-room.ts';

it('lets numbers, times and short words be drawn as they are', () => {
  for (const text of ['0,9731', '-1.234,5', '—', '1,3 s']) expect(mayOverflow(text, 104)).toBe(false);
});

it('clips what is long, and what is short in wide letters', () => {
  expect(mayOverflow('gradient_boosting_classifier', 128)).toBe(true);
  expect(mayOverflow('WWWWWWWW', 104)).toBe(true);
  expect(mayOverflow('模型🙂', 104)).toBe(true);
});
