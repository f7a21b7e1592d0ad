/** `Sitting`: which questions are asked now, what was chosen, and in which order the options stand; pure. */
import type { QuizQuestion } from '#contract';

export interface Sitting {
  /** Ids, in the order in which they are asked. */
  queue: readonly string[];
  at: number;
  /** By question: the option as it is written, from 0. */
  chosen: Readonly<Record<string, number>>;
  /** How often the learner began: options stand in another order each time. */
  round: number;
}

/** What was never answered; nothing if all was: then there is a result to show. */
export function begin(questions: readonly QuizQuestion[]): Sitting {
  return { queue: questions.filter(({ last }) => last === null).map(({ id }) => id), at: 0, chosen: {}, round: 0 };
}

export function again(questions: readonly QuizQuestion[], which: 'all' | 'wrong', round: number): Sitting {
  const asked = questions.filter(({ last }) => which === 'all' || !last?.right);
  return { queue: asked.map(({ id }) => id), at: 0, chosen: {}, round: round + 1 };
}

export const answered = (sitting: Sitting, id: string, option: number): Sitting => ({ ...sitting, chosen: { ...sitting.chosen, [id]: option } });
export const onward = (sitting: Sitting): Sitting => ({ ...sitting, at: sitting.at + 1 });

/** The written places in the order in which they are shown: turned by one each round, so that a place on the screen says nothing. */
export function shownOrder(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, place) => (place + round) % count);
}
