/** The order of one sitting: the queue as it was when it began; a card that was not known comes again at its end; an answer taken back brings its card to the front. */
import { useState } from 'react';
import type { DueCard, Rating } from '#contract';

export interface Session {
  queue: readonly DueCard[];
  answered: number;
  /** What can be taken back, the last one at the end. */
  past: readonly { queue: readonly DueCard[]; answerId: number }[];
}

export interface Outcome {
  rating: Rating;
  answerId: number;
  /** It was set aside: it does not come again. */
  leech: boolean;
}

export function advance({ queue, answered, past }: Session, { rating, answerId, leech }: Outcome): Session {
  const [card, ...rest] = queue;
  if (!card) return { queue, answered, past };
  return { queue: rating === 'again' && !leech ? [...rest, card] : rest, answered: answered + 1, past: [...past, { queue, answerId }] };
}

export function goBack({ queue, answered, past }: Session): Session {
  const last = past.at(-1);
  return last ? { queue: last.queue, answered: answered - 1, past: past.slice(0, -1) } : { queue, answered, past };
}

export function useSession(cards: readonly DueCard[]) {
  const [session, setSession] = useState<Session>(() => ({ queue: cards, answered: 0, past: [] }));
  // The language may change in the middle: same cards, other words.
  const shown = session.queue[0];
  const card = cards.find(({ id, moduleId }) => id === shown?.id && moduleId === shown.moduleId) ?? shown ?? null;
  return {
    card,
    left: session.queue.length,
    answered: session.answered,
    /** The answer that an undo would take back. */
    lastAnswer: session.past.at(-1)?.answerId ?? null,
    next: (outcome: Outcome) => setSession((now) => advance(now, outcome)),
    back: () => setSession(goBack),
  };
}
