/** `stackColumns`, `stackRows`: answers of the bases as columns of the one who weighs them: named alike in training and in service. */
import type { Prediction, Row } from '../../sdk/types.ts';

/** A number as a column of the base's name; chances as `base_class`. */
export function stackColumns(base: string, { value, probabilities }: Prediction): Row {
  if (value !== undefined) return { [base]: value };
  return Object.fromEntries(Object.entries(probabilities).map(([label, chance]) => [`${base}_${label}`, chance]));
}

/** Rows to train a stack's `with` on. The predictions must come from models that did not see these rows. */
export function stackRows(rows: readonly Row[], bases: Readonly<Record<string, readonly Prediction[]>>): Row[] {
  return rows.map((row, r) => Object.assign({ ...row }, ...Object.entries(bases).map(([name, predictions]) => stackColumns(name, predictions[r]!))));
}
