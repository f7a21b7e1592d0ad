import { expect, it } from 'vitest';
import type { DueCard } from '#contract';
import { advance, goBack, type Outcome, type Session } from './use-session.ts';

const card = (id: string): DueCard => ({ id, moduleId: 'm', kind: 'definition', front: '', back: '', tags: [], dueAt: null, state: 'new' });
const sitting = (...names: string[]): Session => ({ queue: names.map(card), answered: 0, past: [] });
const ids = ({ queue }: Session) => queue.map(({ id }) => id);
const good: Outcome = { rating: 'good', answerId: 1, leech: false };
const again: Outcome = { rating: 'again', answerId: 2, leech: false };

it('takes an answered card away', () => {
  const after = advance(sitting('a', 'b'), good);
  expect([ids(after), after.answered]).toEqual([['b'], 1]);
});

it('brings a card that was not known again in the same sitting, unless it was set aside', () => {
  expect(ids(advance(sitting('a', 'b'), again))).toEqual(['b', 'a']);
  expect(ids(advance(sitting('a', 'b'), { ...again, leech: true }))).toEqual(['b']);
});

it('stays at the end', () => {
  expect(advance(sitting(), good)).toEqual(sitting());
});

it('goes back answer by answer to where it began, and no further', () => {
  const after = advance(advance(sitting('a', 'b'), good), again);
  expect([ids(after), ids(goBack(after)), ids(goBack(goBack(after)))]).toEqual([['b'], ['b'], ['a', 'b']]);
  expect(goBack(goBack(goBack(after)))).toEqual(sitting('a', 'b'));
});
