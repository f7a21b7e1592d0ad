/**
 * `measureUnit`: one fold of a repeated, stratified cross-validation. Unit 0 is the first fold of the first repetition; each repetition shuffles anew. Every
 * candidate of a search meets the same folds, so that they differ by what they are and not by luck.
 */
import { classificationReport } from '../ml/metrics.ts';
import { stratifiedKFold } from '../ml/split.ts';
import type { Classifier, Row } from '../sdk/types.ts';

export interface UnitResult {
  f1_macro: number;
  accuracy: number;
  log_loss: number;
  /** Processor time of the training. */
  fit_ms: number;
  /** Time of one prediction, in a call for the whole fold. */
  latency_us: number;
  /** Size of the model as JSON. */
  bytes: number;
}

export interface Split {
  rows: readonly Row[];
  target: string;
  folds: number;
  seed: number;
}

const repetitions = new Map<number, ReturnType<typeof stratifiedKFold>>();

export async function measureUnit(
  { rows, target, folds, seed }: Split,
  unit: number,
  train: (rows: Row[]) => Promise<Classifier>,
): Promise<UnitResult> {
  const repetition = Math.floor(unit / folds);
  const split =
    repetitions.get(repetition) ??
    stratifiedKFold(
      rows.map((row) => String(row[target])),
      folds,
      seed * 1009 + repetition,
    );
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
  const actual = asked.map((row) => String(row[target]));
  const { f1_macro, accuracy } = classificationReport(
    actual,
    predictions.map(({ label }) => label),
  );
  const losses = predictions.map(({ probabilities }, i) => -Math.log(Math.min(1, Math.max(1e-15, probabilities[actual[i]!] ?? 0))));
  return {
    f1_macro,
    accuracy,
    log_loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    fit_ms: (used.user + used.system) / 1000,
    latency_us: latency,
    bytes: JSON.stringify(model.toJSON()).length,
  };
}
