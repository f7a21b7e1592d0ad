/** `explainTrees`: a forest's or a boosted model's prediction for one class, shared out among the columns of the row; null for other models. */
import type { Classifier, Row } from '../../sdk/types.ts';
import { encode } from '../encoder.ts';
import { partsOf } from '../parts.ts';
import { addTree } from '../tree/ensemble.ts';
import { treeShapley } from './tree-shap.ts';

export interface TreeExplanation {
  /** What is shared out: a forest's probability, the log-odds score of boosting. */
  scale: 'probability' | 'score';
  columns: string[];
  values: number[];
  base: number;
  value: number;
}

export function explainTrees(model: Classifier, row: Row, background: readonly Row[], label: string): TreeExplanation | null {
  const parts = partsOf(model);
  if (parts?.kind !== 'single' || !parts.model.inner || parts.model.inner.kind === 'network') return null;
  const { encoder, model: fitted } = parts;
  const inner = parts.model.inner;
  const width = encoder.sources.length;
  const columns = [...new Set(encoder.sources)];
  const index = new Map(columns.map((name, p) => [name, p]));
  const players = Int32Array.from(encoder.sources, (source) => index.get(source)!);
  const ask = {
    trees: inner.trees,
    players,
    playerCount: columns.length,
    row: encode(encoder, [row]),
    background: encode(encoder, background),
    width,
  };
  const wanted = model.classes.indexOf(label);
  if (inner.kind === 'forest') {
    const count = inner.trees.roots.length;
    const values = treeShapley({ ...ask, output: () => wanted });
    const of = (rows: Float64Array) => fitted.probabilities(rows, width).filter((_, i) => i % model.classes.length === wanted);
    return {
      scale: 'probability',
      columns,
      values: Array.from(values, (sum) => sum / count),
      base: mean(of(ask.background)),
      value: of(ask.row)[0]!,
    };
  }
  const outputs = inner.start.length;
  // Of two classes the trees hold the second one's score only.
  const sign = outputs === 1 && wanted === 0 ? -1 : 1;
  const values = treeShapley({ ...ask, output: (tree) => (outputs === 1 || tree % outputs === wanted ? 0 : null) });
  const score = (rows: Float64Array) => scores(inner, rows, width, outputs === 1 ? 0 : wanted).map((one) => sign * one);
  return { scale: 'score', columns, values: Array.from(values, (sum) => sign * sum), base: mean(score(ask.background)), value: score(ask.row)[0]! };
}

function scores(
  { trees, start }: { trees: Parameters<typeof addTree>[0]; start: readonly number[] },
  rows: Float64Array,
  width: number,
  output: number,
) {
  const sums = new Float64Array(rows.length / width).fill(start[output]!);
  for (let t = output; t < trees.roots.length; t += start.length) addTree(trees, t, rows, width, sums, 1, 0);
  return sums;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
