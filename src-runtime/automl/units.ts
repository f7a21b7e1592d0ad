/**
 * `measureUnit`: one fold of a repeated, stratified cross-validation. Unit 0 is the first fold of the first repetition; each repetition shuffles anew. Every
 * candidate of a search meets the same folds, so that they differ by what they are and not by luck.
 */
import { classificationReport } from '../ml/metrics.ts';
import { regressionReport } from '../ml/regressor.ts';
import { stratifiedKFold } from '../ml/split.ts';
import type { Classifier, Prediction, Row } from '../sdk/types.ts';

export interface UnitResult extends Quality {
  /** Processor time of the training. */
  fit_ms: number;
  /** Time of one prediction, in a call for the whole fold. */
  latency_us: number;
  /** Size of the model as JSON. */
  bytes: number;
}

/** Of a classifier, or of a model that answers with a number. */
export interface Quality {
  f1_macro?: number;
  accuracy?: number;
  log_loss?: number;
  r2?: number;
  rmse?: number;
  mae?: number;
}

export interface Split {
  rows: readonly Row[];
  target: string;
  folds: number;
  seed: number;
}

const mostClasses = 20;
const repetitions = new Map<number, ReturnType<typeof stratifiedKFold>>();

export async function measureUnit(
  { rows, target, folds, seed }: Split,
  unit: number,
  train: (rows: Row[]) => Promise<Classifier>,
): Promise<UnitResult> {
  const repetition = Math.floor(unit / folds);
  const split = repetitions.get(repetition) ?? stratifiedKFold(strata(rows, target), folds, seed * 1009 + repetition);
  repetitions.set(repetition, split);
  const { train: known, test } = split[unit % folds]!;
  const before = process.cpuUsage();
  // Copies: whatever the program does to its rows, it does to nobody else's.
  const model = await train(known.map((i) => ({ ...rows[i]! })));
  const used = process.cpuUsage(before);
  const asked = test.map((i) => rows[i]!);
  const from = performance.now();
  const predictions = model.predict(asked.map(({ [target]: _, ...row }) => row));
  const latency = (1000 * (performance.now() - from)) / asked.length;
  return {
    ...qualityOf(asked, predictions, target),
    fit_ms: (used.user + used.system) / 1000,
    latency_us: latency,
    bytes: JSON.stringify(model.toJSON()).length,
  };
}

export function qualityOf(rows: readonly Row[], predictions: readonly Prediction[], target: string): Quality {
  if (predictions[0]?.value !== undefined) {
    const { r2, rmse, mae } = regressionReport(
      rows.map((row) => Number(row[target])),
      predictions.map(({ value }) => value!),
    );
    return { r2, rmse, mae };
  }
  const actual = rows.map((row) => String(row[target]));
  const { f1_macro, accuracy } = classificationReport(
    actual,
    predictions.map(({ label }) => label),
  );
  const losses = predictions.map(({ probabilities }, i) => -Math.log(Math.min(1, Math.max(1e-15, probabilities[actual[i]!] ?? 0))));
  return { f1_macro, accuracy, log_loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
}

/** Whether a column is a number to predict, rather than a class. */
export function isQuantity(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'number') && new Set(values).size > mostClasses;
}

/** What each fold has the same share of: the classes, or the fifths of a number. */
function strata(rows: readonly Row[], target: string): string[] {
  const values = rows.map((row) => row[target]);
  if (!isQuantity(values)) return values.map(String);
  const order = values.map((_, i) => i).sort((a, b) => Number(values[a]) - Number(values[b]) || a - b);
  const fifths = new Array<string>(values.length);
  order.forEach((row, rank) => {
    fifths[row] = String(Math.floor((5 * rank) / order.length));
  });
  return fifths;
}
