/** The order of one sitting: the queue as it was when it began; a card that was not known comes again at its end. */
import { useState } from 'react';
import type { DueCard, Rating } from '#contract';

export interface Session {
  queue: readonly DueCard[];
  answered: number;
}

export function advance(session: Session, rating: Rating): Session {
  const [card, ...rest] = session.queue;
  if (!card) return session;
  return { queue: rating === 'again' ? [...rest, card] : rest, answered: session.answered + 1 };
}

export function useSession(cards: readonly DueCard[]) {
  const [session, setSession] = useState<Session>(() => ({ queue: cards, answered: 0 }));
  // The language may change in the middle: same cards, other words.
  const shown = session.queue[0];
  const card = cards.find(({ id, moduleId }) => id === shown?.id && moduleId === shown.moduleId) ?? shown ?? null;
  return { card, left: session.queue.length, answered: session.answered, next: (rating: Rating) => setSession((now) => advance(now, rating)) };
}
