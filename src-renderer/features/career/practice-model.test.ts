import { expect, it } from 'vitest';
import type { Question } from '#contract';
import { inOrder, themesOf } from './practice-model.ts';

const question = (id: string, last: Question['last'], theme: Question['theme'] = 'dados') => ({ id, last, theme }) as Question;

it('asks what is new, then what went badly, then what was longest ago', () => {
  const order = inOrder([
    question('well', { at: 1, how: 'well' }),
    question('badly-late', { at: 9, how: 'badly' }),
    question('badly', { at: 2, how: 'badly' }),
    question('new', null),
  ]);
  expect(order.map(({ id }) => id)).toEqual(['new', 'badly', 'badly-late', 'well']);
});

it('names each theme once', () => {
  expect(themesOf([question('a', null), question('b', null, 'serving'), question('c', null)])).toEqual(['dados', 'serving']);
});
