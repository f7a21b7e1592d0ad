/** `permutationImportance`: how much worse a model answers when one column's values are shuffled among the rows: the same answers, or the true ones where they are known. */
import type { Prediction, Row } from '../../sdk/types.ts';
import { seededRandom, shuffled } from '../random.ts';

export interface PermutationImportance {
  /** `accuracy` or `r2` against the truth; `agreement` with the model's own answers (numbers: as R²) where the truth is not there. */
  metric: 'accuracy' | 'agreement' | 'r2';
  baseline: number;
  rows: number;
  repeats: number;
  seed: number;
  columns: { column: string; drop: number; deviation: number }[];
}

export interface PermutationQuestion {
  rows: readonly Row[];
  columns: readonly string[];
  /** Column of the true class. */
  target: string | null;
  predict: (rows: readonly Row[]) => Prediction[] | Promise<Prediction[]>;
  repeats: number;
  seed: number;
}

export async function permutationImportance({ rows, columns, target, predict, repeats, seed }: PermutationQuestion): Promise<PermutationImportance> {
  const random = seededRandom(seed);
  const answers = await predict(rows);
  const known = target !== null && rows.every((row) => (row[target] ?? null) !== null);
  const numbers = answers[0]?.value !== undefined;
  const share = numbers ? determination(known ? rows.map((row) => Number(row[target])) : answers.map(numberOf)) : hits();
  function hits() {
    const truth = known ? rows.map((row) => String(row[target!])) : answers.map(({ label }) => label);
    return (predictions: readonly Prediction[]) => predictions.filter(({ label }, r) => label === truth[r]).length / rows.length;
  }
  const baseline = share(answers);
  const ranked: PermutationImportance['columns'] = [];
  for (const column of columns) {
    const drops: number[] = [];
    for (let k = 0; k < repeats; k++) {
      const order = shuffled(rows.length, random);
      drops.push(baseline - share(await predict(rows.map((row, r) => ({ ...row, [column]: rows[order[r]!]![column] ?? null })))));
      // Requests are answered between one pass and the next.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const drop = drops.reduce((sum, one) => sum + one, 0) / repeats;
    const deviation = Math.sqrt(drops.reduce((sum, one) => sum + (one - drop) ** 2, 0) / repeats);
    ranked.push({ column, drop, deviation });
  }
  ranked.sort((a, b) => b.drop - a.drop);
  return { metric: known ? (numbers ? 'r2' : 'accuracy') : 'agreement', baseline, rows: rows.length, repeats, seed, columns: ranked };
}

const numberOf = ({ value }: Prediction) => value ?? Number.NaN;

/** R² of predictions against the truth. */
function determination(truth: readonly number[]) {
  const mean = truth.reduce((sum, one) => sum + one, 0) / truth.length;
  const spread = truth.reduce((sum, one) => sum + (one - mean) ** 2, 0) || 1;
  return (predictions: readonly Prediction[]) => 1 - predictions.reduce((sum, one, r) => sum + (truth[r]! - numberOf(one)) ** 2, 0) / spread;
}
