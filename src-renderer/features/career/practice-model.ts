/** What is asked next, decided without a page. */
import type { Question, Theme } from '#contract';

const weight = { badly: 1, 'so-so': 2, well: 3 };

/** What was never practised first, then what went badly, then what was longest ago. */
export function inOrder(questions: readonly Question[]): Question[] {
  const rank = ({ last }: Question) => (last ? weight[last.how] : 0);
  return questions.toSorted((a, b) => rank(a) - rank(b) || (a.last?.at ?? 0) - (b.last?.at ?? 0));
}

export function themesOf(questions: readonly Question[]): Theme[] {
  return [...new Set(questions.map(({ theme }) => theme))];
}
