/** `fitOf`: which architecture fits, by what matters to the person who asks: the weighted mean of the scores, and what spoke for and against each. Pure. */
import type { ComparisonMatrix } from './comparison.ts';

export interface Fit {
  id: string;
  /** Weighted mean of the scores, from 1 to 5. */
  score: number;
  /** Criteria that weigh something, by what they added to or took from the mean of all architectures. */
  strongest: string[];
  weakest: string[];
}

/** Best first; nothing when nothing weighs. */
export function fitOf({ criteria, architectures }: ComparisonMatrix, weights: Readonly<Record<string, number>>): Fit[] {
  const asked = criteria.filter(({ id, scored }) => scored && (weights[id] ?? 0) > 0);
  const total = asked.reduce((sum, { id }) => sum + weights[id]!, 0);
  if (total === 0) return [];
  const scoreOf = (cells: ComparisonMatrix['architectures'][number]['cells'], id: string) => cells[id]?.score ?? 0;
  const usual = new Map(asked.map(({ id }) => [id, architectures.reduce((sum, { cells }) => sum + scoreOf(cells, id), 0) / architectures.length]));
  return architectures
    .map(({ id, cells }) => {
      const gain = asked
        .map((criterion) => ({ id: criterion.id, by: weights[criterion.id]! * (scoreOf(cells, criterion.id) - usual.get(criterion.id)!) }))
        .sort((a, b) => b.by - a.by);
      return {
        id,
        score: asked.reduce((sum, criterion) => sum + weights[criterion.id]! * scoreOf(cells, criterion.id), 0) / total,
        strongest: gain.filter(({ by }) => by > 0).map((each) => each.id),
        weakest: gain
          .filter(({ by }) => by < 0)
          .map((each) => each.id)
          .reverse(),
      };
    })
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
}
