/**
 * `estimatePerformance`: how often a model is probably right where nobody knows yet, from its own probabilities (confidence-based performance estimation, as
 * NannyML calls it): they are calibrated by answers whose truth is known, class by class, and the mean of what they then give the predicted class is the
 * accuracy to be expected. It holds while the truth of like rows stays what it was: a change of concept is not seen.
 */
import type { PerformanceEstimate } from '../../../contract/drift.ts';
import { calibrated, isotonic, type Steps } from '../../statistics/isotonic.ts';

export interface Answer {
  probabilities: Readonly<Record<string, number>>;
  predicted: string;
  truth: string | null;
}

export const leastLabels = 50;
const z = 1.959963984540054;

export function estimatePerformance(labelled: readonly Answer[], window: readonly Answer[]): PerformanceEstimate | null {
  const known = labelled.filter(({ truth }) => truth !== null);
  if (known.length < leastLabels || window.length === 0) return null;
  const classes = [...new Set(known.flatMap(({ probabilities, truth }) => [...Object.keys(probabilities), truth!]))].sort();
  const steps = new Map(classes.map((name) => [name, curve(known, name)]));
  // Judged on answers that the curves did not see: every other one calibrates, the rest is looked at.
  const half = new Map(
    classes.map((name) => [
      name,
      curve(
        known.filter((_, i) => i % 2 === 0),
        name,
      ),
    ]),
  );
  const rest = known.filter((_, i) => i % 2 === 1);
  const expected = window.map((answer) => sharesOf(answer, steps));
  const right = window.map(({ predicted }, i) => expected[i]!.get(predicted) ?? 0);
  const estimated = mean(right);
  const spread = (z * Math.sqrt(right.reduce((sum, p) => sum + p * (1 - p), 0))) / window.length;
  const told = window.filter(({ truth }) => truth !== null);
  return {
    labelled: known.length,
    measured: mean(known.map(isRight)),
    error: {
      raw: calibrationError(rest, ({ probabilities, predicted }) => probabilities[predicted] ?? 0),
      calibrated: calibrationError(rest, (answer) => sharesOf(answer, half).get(answer.predicted) ?? 0),
    },
    rows: window.length,
    estimated,
    low: Math.max(0, estimated - spread),
    high: Math.min(1, estimated + spread),
    f1: expectedF1(window, expected, classes),
    realised: told.length === 0 ? null : { labels: told.length, accuracy: mean(told.map(isRight)) },
  };
}

function curve(answers: readonly Answer[], name: string): Steps {
  return isotonic(
    answers.map(({ probabilities }) => probabilities[name] ?? 0),
    answers.map(({ truth }) => (truth === name ? 1 : 0)),
  );
}

/** Each class by its own curve, then brought to a sum of one. */
function sharesOf({ probabilities }: Answer, steps: ReadonlyMap<string, Steps>): Map<string, number> {
  const raw = [...steps].map(([name, curve]) => [name, calibrated(curve, probabilities[name] ?? 0)] as const);
  const sum = raw.reduce((all, [, share]) => all + share, 0);
  return new Map(raw.map(([name, share]) => [name, sum > 0 ? share / sum : 1 / raw.length]));
}

/** Over the classes, of the confusion matrix to be expected. */
function expectedF1(window: readonly Answer[], expected: readonly ReadonlyMap<string, number>[], classes: readonly string[]): number {
  const scores = classes.flatMap((name) => {
    let [hits, predicted, there] = [0, 0, 0];
    for (const [i, answer] of window.entries()) {
      const share = expected[i]!.get(name) ?? 0;
      there += share;
      if (answer.predicted !== name) continue;
      predicted += 1;
      hits += share;
    }
    return predicted + there > 0 ? [(2 * hits) / (predicted + there)] : [];
  });
  return mean(scores);
}

/** Over ten bins of equally many answers: how far what was said lies from what held. */
function calibrationError(answers: readonly Answer[], said: (answer: Answer) => number): number {
  const ordered = answers.map((answer) => ({ said: said(answer), held: isRight(answer) })).sort((a, b) => a.said - b.said);
  const size = Math.max(1, Math.ceil(ordered.length / 10));
  let error = 0;
  for (let from = 0; from < ordered.length; from += size) {
    const bin = ordered.slice(from, from + size);
    error += (bin.length / ordered.length) * Math.abs(mean(bin.map((each) => each.said)) - mean(bin.map((each) => each.held)));
  }
  return error;
}

function isRight({ predicted, truth }: Answer): number {
  return predicted === truth ? 1 : 0;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
