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

/** A card is set aside at its eighth lapse and, once released, at every fourth after, as in Anki. */
const leechAt = 8;

export interface Answered {
  kept: string;
  dueAt: number;
  isLeech: boolean;
}

/** The card's state after an answer at `now`, as text to keep; null stands for a card never seen. */
export function answerCard(kept: string | null, rating: Rating, now: number): Answered {
  const before = revive(kept, now);
  const { card } = scheduler.next(before, new Date(now), grades[rating]);
  const isLeech = card.lapses > before.lapses && card.lapses >= leechAt && (card.lapses - leechAt) % (leechAt / 2) === 0;
  return { kept: JSON.stringify(card), dueAt: card.due.getTime(), isLeech };
}

export function cardState(kept: string): DueCard['state'] {
  return states[(JSON.parse(kept) as FsrsCard).state];
}

export function cardLapses(kept: string): number {
  return (JSON.parse(kept) as FsrsCard).lapses;
}

/** When the card of this state is due. */
export function cardDue(kept: string): number {
  return Date.parse((JSON.parse(kept) as { due: string }).due);
}

function revive(kept: string | null, now: number): FsrsCard {
  if (kept === null) return createEmptyCard(new Date(now));
  const card = JSON.parse(kept) as FsrsCard;
  return { ...card, due: new Date(card.due), ...(card.last_review ? { last_review: new Date(card.last_review) } : {}) };
}
