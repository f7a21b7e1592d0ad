/** What the matrix shows, decided without a page. */
import type { ComparisonMatrix, Language } from '#contract';

type Architectures = ComparisonMatrix['architectures'];

/** Criteria whose name, meaning or reasons hold every word of the filter, accents aside. */
export function matching({ criteria }: ComparisonMatrix, filter: string, language: Language, shown: Architectures): ComparisonMatrix['criteria'] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  return criteria.filter(({ id, title, best }) => {
    const reasons = shown.map(({ cells }) => cells[id]?.reason[language] ?? '');
    const text = plain([title[language], best?.[language] ?? '', ...reasons].join(' '));
    return words.every((word) => text.includes(word));
  });
}

export function toggled(chosen: readonly string[], id: string): string[] {
  return chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].sort();
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
