/** Scheduling of flash cards with FSRS (ts-fsrs): pure, with the instant passed in. */
import { createEmptyCard, type Card as FsrsCard, Rating as FsrsRating, fsrs, type Grade, State } from 'ts-fsrs';
import type { DueCard, Rating } from '../contract/study.ts';

const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: false });
const grades: Record<Rating, Grade> = { again: FsrsRating.Again, hard: FsrsRating.Hard, good: FsrsRating.Good, easy: FsrsRating.Easy };
const states: Record<State, DueCard['state']> = {
  [State.New]: 'new',
  [State.Learning]: 'learning',
  [State.Review]: 'review',
  [State.Relearning]: 'relearning',
};

/** The card's state after an answer at `now`, as text to keep; null stands for a card never seen. */
export function answerCard(kept: string | null, rating: Rating, now: number): { kept: string; dueAt: number } {
  const { card } = scheduler.next(revive(kept, now), new Date(now), grades[rating]);
  return { kept: JSON.stringify(card), dueAt: card.due.getTime() };
}

export function cardState(kept: string): DueCard['state'] {
  return states[(JSON.parse(kept) as FsrsCard).state];
}

function revive(kept: string | null, now: number): FsrsCard {
  if (kept === null) return createEmptyCard(new Date(now));
  const card = JSON.parse(kept) as FsrsCard;
  return { ...card, due: new Date(card.due), ...(card.last_review ? { last_review: new Date(card.last_review) } : {}) };
}
