import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { expect, it } from 'vitest';
import { answerCard, cardState } from './cards.ts';

const now = Date.UTC(2026, 0, 1);

it('schedules as ts-fsrs itself does, through any series of answers', () => {
  const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: false });
  let card = createEmptyCard(new Date(now));
  let kept: string | null = null;
  let at = now;
  for (const [name, grade] of [
    ['good', Rating.Good],
    ['again', Rating.Again],
    ['hard', Rating.Hard],
    ['good', Rating.Good],
    ['easy', Rating.Easy],
  ] as const) {
    card = scheduler.next(card, new Date(at), grade).card;
    const answered = answerCard(kept, name, at);
    expect(answered.dueAt).toBe(card.due.getTime());
    kept = answered.kept;
    at = answered.dueAt;
  }
});

it('moves a new card out of the new state with its first answer', () => {
  expect(cardState(answerCard(null, 'again', now).kept)).toBe('learning');
});
