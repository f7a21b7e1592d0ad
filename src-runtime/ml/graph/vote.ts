/** `combined`: several answers to one row as one. */
import type { Prediction } from '../../sdk/types.ts';
import { numberPrediction } from '../regressor.ts';

interface Voice {
  prediction: Prediction;
  weight: number;
}

export function combined(how: 'mean' | 'median' | 'majority', voices: readonly Voice[]): { prediction: Prediction; spread?: number } {
  return voices[0]!.prediction.value === undefined ? { prediction: ofClasses(how, voices) } : ofNumbers(how, voices);
}

function ofNumbers(how: string, voices: readonly Voice[]) {
  const values = voices.map(({ prediction, weight }) => ({ value: prediction.value ?? Number.NaN, weight })).toSorted((a, b) => a.value - b.value);
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const mean = values.reduce((sum, { value, weight }) => sum + value * weight, 0) / total;
  const spread = (values.at(-1)!.value - values[0]!.value) / (Math.abs(mean) || 1);
  // One voice alone agrees with nobody.
  return { prediction: numberPrediction(how === 'mean' ? mean : middle(values, total)), ...(values.length > 1 && { spread }) };
}

/** The weighted median; of two middles their mean. */
function middle(sorted: readonly { value: number; weight: number }[], total: number): number {
  let below = 0;
  for (const [i, { value, weight }] of sorted.entries()) {
    below += weight;
    if (below === total / 2) return (value + sorted[i + 1]!.value) / 2;
    if (below > total / 2) return value;
  }
  return sorted.at(-1)!.value;
}

function ofClasses(how: string, voices: readonly Voice[]): Prediction {
  const total = voices.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Map<string, number>();
  for (const { prediction, weight } of voices) {
    const chances = how === 'majority' ? { [prediction.label]: 1 } : prediction.probabilities;
    for (const label of Object.keys(prediction.probabilities)) sums.set(label, (sums.get(label) ?? 0) + ((chances[label] ?? 0) * weight) / total);
  }
  const labels = [...sums.keys()].sort();
  const label = labels.reduce((best, one) => (sums.get(one)! > sums.get(best)! ? one : best));
  return { label, probabilities: Object.fromEntries(sums) };
}
