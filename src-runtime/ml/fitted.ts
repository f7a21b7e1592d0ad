/** `fittedClassifier`, `restoreClassifier`, `columnShares`: preprocessing and model as one thing that takes raw rows. */
import type { Algorithm, Classifier, Field, Prediction } from '../sdk/types.ts';
import { algorithms } from './algorithm.ts';
import { type Encoder, encode } from './encoder.ts';
import type { FittedModel } from './model.ts';
import { rememberParts } from './parts.ts';

/** What `toJSON` gives and model.json holds. */
export interface StoredClassifier {
  format: 'bancada-classifier';
  version: 1;
  algorithm: Algorithm;
  target: string;
  classes: string[];
  signature: Field[];
  importances: Record<string, number> | null;
  seed: number;
  params: Record<string, number | readonly number[]>;
  encoder: Encoder;
  model: unknown;
}

export function restoreClassifier(stored: StoredClassifier): Classifier {
  const { encoder, model, format: _, version: __, ...about } = stored;
  return fittedClassifier(about, encoder, algorithms[stored.algorithm].load(model));
}

type About = Omit<StoredClassifier, 'format' | 'version' | 'encoder' | 'model'>;

export function fittedClassifier(about: About, encoder: Encoder, model: FittedModel): Classifier {
  const { algorithm, target, classes, signature, importances } = about;
  const width = encoder.sources.length;
  const classifier: Classifier = {
    algorithm,
    target,
    classes,
    signature,
    importances,
    predict: (rows) => toPredictions(model.probabilities(encode(encoder, rows), width), classes),
    toJSON: (): StoredClassifier => ({ format: 'bancada-classifier', version: 1, ...about, encoder, model: model.toJSON() }),
  };
  return rememberParts(classifier, { kind: 'single', encoder, model });
}

function toPredictions(probabilities: Float64Array, classes: readonly string[]): Prediction[] {
  const predictions: Prediction[] = [];
  for (let at = 0; at < probabilities.length; at += classes.length) {
    const byClass: Record<string, number> = {};
    let best = 0;
    for (let k = 0; k < classes.length; k++) {
      byClass[classes[k]!] = probabilities[at + k]!;
      if (probabilities[at + k]! > probabilities[at + best]!) best = k;
    }
    predictions.push({ label: classes[best]!, probabilities: byClass });
  }
  return predictions;
}

/** Gains of matrix columns summed by the column of the rows they come from. */
export function columnShares(gains: Float64Array, encoder: Encoder): Record<string, number> {
  const total = gains.reduce((sum, gain) => sum + gain, 0) || 1;
  const byColumn: Record<string, number> = {};
  encoder.sources.forEach((source, c) => {
    byColumn[source] = (byColumn[source] ?? 0) + gains[c]! / total;
  });
  return byColumn;
}
