import { expect, it } from 'vitest';
import type { DueCard } from '#contract';
import { advance } from './use-session.ts';

const card = (id: string): DueCard => ({ id, moduleId: 'm', kind: 'definition', front: '', back: '', tags: [], dueAt: null, state: 'new' });
const ids = (queue: readonly DueCard[]) => queue.map(({ id }) => id);

it('takes an answered card away', () => {
  const after = advance({ queue: [card('a'), card('b')], answered: 0 }, 'good');
  expect([ids(after.queue), after.answered]).toEqual([['b'], 1]);
});

it('brings a card that was not known again in the same sitting', () => {
  expect(ids(advance({ queue: [card('a'), card('b')], answered: 0 }, 'again').queue)).toEqual(['b', 'a']);
});

it('stays at the end', () => {
  expect(advance({ queue: [], answered: 3 }, 'good')).toEqual({ queue: [], answered: 3 });
});
