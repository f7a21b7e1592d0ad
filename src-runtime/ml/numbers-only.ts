/** `numbersOnly`: a classifier asked with the numbers of one row in the order of its signature, without an object between; null where its rows need more than that. */
import type { Classifier } from '../sdk/types.ts';
import { partsOf } from './parts.ts';

/** The chances of the classes. */
export type AskNumbers = (numbers: readonly number[]) => Float64Array;

export function numbersOnly(classifier: Classifier): AskNumbers | null {
  const parts = partsOf(classifier);
  if (parts?.kind !== 'single' || classifier.task === 'regression') return null;
  const { encoder, model } = parts;
  const { numeric, categorical, scaling, precision } = encoder;
  const { signature } = classifier;
  const same = numeric.length === signature.length && numeric.every(({ name }, c) => name === signature[c]!.name);
  if (!same || categorical.length > 0 || numeric.length === 0) return null;
  const width = numeric.length;
  /** Every model reads its row before it is given the next one. */
  const row = new Float64Array(width);
  const { shift, scale } = scaling ?? {};
  const single = precision === 'float32';
  // As `encode` does.
  return (numbers) => {
    for (let c = 0; c < width; c++) row[c] = numbers[c]!;
    if (shift && scale) for (let c = 0; c < width; c++) row[c] = (row[c]! - shift[c]!) / scale[c]!;
    if (single) for (let c = 0; c < width; c++) row[c] = Math.fround(row[c]!);
    return model.probabilities(row, width);
  };
}
