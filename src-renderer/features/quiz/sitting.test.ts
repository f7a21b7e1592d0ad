import { expect, it } from 'vitest';
import type { QuizQuestion } from '#contract';
import { again, answered, begin, onward, shownOrder } from './sitting.ts';

const question = (id: string, right?: boolean) => ({ id, last: right === undefined ? null : { at: 1, chosen: 0, right } }) as QuizQuestion;

it('goes on with what was never answered, and asks nothing once all was', () => {
  expect(begin([question('a', true), question('b'), question('c', false)]).queue).toEqual(['b']);
  expect(begin([question('a', true), question('c', false)]).queue).toEqual([]);
});

it('asks again for all, or for what the last answer got wrong', () => {
  const all = [question('a', true), question('b', false), question('c')];
  expect(again(all, 'all', 0)).toMatchObject({ queue: ['a', 'b', 'c'], at: 0, chosen: {}, round: 1 });
  expect(again(all, 'wrong', 1)).toMatchObject({ queue: ['b', 'c'], round: 2 });
});

it('keeps what was chosen while it goes on', () => {
  expect(onward(answered(begin([question('a'), question('b')]), 'a', 2))).toMatchObject({ at: 1, chosen: { a: 2 } });
});

it('shows every option once, in another order each round', () => {
  expect(shownOrder(4, 0)).toEqual([0, 1, 2, 3]);
  expect(shownOrder(4, 1)).toEqual([1, 2, 3, 0]);
  expect(shownOrder(3, 7).toSorted()).toEqual([0, 1, 2]);
});
