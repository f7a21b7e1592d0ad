/** `partsOf`, `rememberParts`: what a classifier is made of, for the server: it serves members, explains trees and computes networks by the fastest means. */
import type { Classifier } from '../sdk/types.ts';
import type { Encoder } from './encoder.ts';
import type { FittedModel } from './model.ts';

export type Parts = { kind: 'single'; encoder: Encoder; model: FittedModel } | { kind: 'combined'; members: Readonly<Record<string, Classifier>> };

/** Beside the classifier and not in it: a learner's program has no business with these. */
const known = new WeakMap<Classifier, Parts>();

export function rememberParts(classifier: Classifier, parts: Parts): Classifier {
  known.set(classifier, parts);
  return classifier;
}

export function partsOf(classifier: Classifier): Parts | undefined {
  return known.get(classifier);
}
