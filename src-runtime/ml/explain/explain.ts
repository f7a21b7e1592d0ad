/** `explainPrediction`: how much each column of a row moves the model's answer away from its answers to the background rows: Shapley values. */
import type { Classifier, Prediction, Row } from '../../sdk/types.ts';
import { type Ask, exactShapley, sampledShapley } from './coalitions.ts';
import { explainTrees } from './trees.ts';

export interface Explanation {
  label: string;
  /** The class whose chance is explained. */
  class: string;
  /** `trees` and `exact` are exact over the background; `sampled` has an error. */
  method: 'trees' | 'exact' | 'sampled';
  /** What the contributions add up to: a probability, the score (log-odds) of boosted trees, or the number that is predicted. */
  scale: 'probability' | 'score' | 'value';
  /** In the mean over the background; `base` and the contributions add up to `value`. */
  base: number;
  value: number;
  contributions: { column: string; value: Row[string]; contribution: number; error?: number }[];
  background: number;
  seed: number;
}

export interface ExplainQuestion {
  row: Row;
  columns: readonly string[];
  background: readonly Row[];
  predict: (rows: readonly Row[]) => Prediction[] | Promise<Prediction[]>;
  /** The predicted class without it. */
  class?: string;
  seed: number;
  /** Its trees are explained by what they are. */
  model?: Classifier;
}

/** Beyond it all coalitions are too many. */
const EXACT_COLUMNS = 8;
const EXACT_BACKGROUND = 50;
const ORDERS = 200;

export async function explainPrediction(question: ExplainQuestion): Promise<Explanation> {
  const { row, columns, background, predict, seed, model } = question;
  const [prediction] = await predict([row]);
  const wanted = question.class ?? prediction!.label;
  const about = { label: prediction!.label, class: wanted, seed };
  const trees = model && explainTrees(model, row, background, wanted);
  if (trees) {
    const { scale, base, value, values } = trees;
    const contributions = ranked(trees.columns, row, values, null);
    return { ...about, method: 'trees', scale, base, value, contributions, background: background.length };
  }
  const told = ({ value, probabilities }: Prediction) => value ?? probabilities[wanted] ?? 0;
  const ask: Ask = async (rows) => (await predict(rows)).map(told);
  const exact = columns.length <= EXACT_COLUMNS;
  const against = exact ? background.slice(0, EXACT_BACKGROUND) : background;
  const { values, errors } = exact
    ? await exactShapley(ask, row, columns, against)
    : await sampledShapley(ask, row, columns, against, { orders: ORDERS, seed });
  const value = told(prediction!);
  const scale = prediction!.value === undefined ? 'probability' : 'value';
  const base = exact ? mean(await ask(against)) : value - values.reduce((sum, one) => sum + one, 0);
  const method = exact ? 'exact' : 'sampled';
  return { ...about, method, scale, base, value, contributions: ranked(columns, row, values, errors), background: against.length };
}

function ranked(columns: readonly string[], row: Row, values: readonly number[], errors: readonly number[] | null): Explanation['contributions'] {
  const all = columns.map((column, c) => ({
    column,
    value: row[column] ?? null,
    contribution: values[c]!,
    ...(errors && { error: errors[c]! }),
  }));
  return all.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
