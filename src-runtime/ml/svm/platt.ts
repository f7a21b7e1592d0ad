/** `fitSigmoid`, `sigmoid`, `couple`: from distances to the border between two classes to chances of all classes (Platt, 1999; Lin, Lin & Weng, 2007; Wu, Lin & Weng, 2004). */

export interface Sigmoid {
  slope: number;
  shift: number;
}

export function sigmoid({ slope, shift }: Sigmoid, distance: number): number {
  const at = slope * distance + shift;
  return at >= 0 ? Math.exp(-at) / (1 + Math.exp(-at)) : 1 / (1 + Math.exp(at));
}

/** Newton's method on the log loss, with targets a little short of 0 and 1. */
export function fitSigmoid(distances: Float64Array, signs: Int8Array): Sigmoid {
  const positives = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0);
  const negatives = signs.length - positives;
  const targets = Float64Array.from(signs, (sign) => (sign > 0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));
  let at: Sigmoid = { slope: 0, shift: Math.log((negatives + 1) / (positives + 1)) };
  let loss = lossOf(at, distances, targets);
  for (let round = 0; round < 100; round++) {
    const step = newtonStep(at, distances, targets);
    if (step === null) break;
    let size = 1;
    let next = at;
    let better = loss;
    for (; size >= 1e-10; size /= 2) {
      next = { slope: at.slope + size * step.slope, shift: at.shift + size * step.shift };
      better = lossOf(next, distances, targets);
      if (better < loss + 1e-4 * size * step.slopeOfLoss) break;
    }
    if (size < 1e-10) break;
    at = next;
    loss = better;
  }
  return at;
}

function newtonStep(at: Sigmoid, distances: Float64Array, targets: Float64Array) {
  let [h11, h22, h21, g1, g2] = [1e-12, 1e-12, 0, 0, 0];
  distances.forEach((distance, i) => {
    const p = sigmoid(at, distance);
    const weight = p * (1 - p);
    const miss = targets[i]! - p;
    h11 += distance * distance * weight;
    h22 += weight;
    h21 += distance * weight;
    g1 += distance * miss;
    g2 += miss;
  });
  if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) return null;
  const determinant = h11 * h22 - h21 * h21;
  const slope = -(h22 * g1 - h21 * g2) / determinant;
  const shift = -(h11 * g2 - h21 * g1) / determinant;
  return { slope, shift, slopeOfLoss: g1 * slope + g2 * shift };
}

function lossOf({ slope, shift }: Sigmoid, distances: Float64Array, targets: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < distances.length; i++) {
    const at = slope * distances[i]! + shift;
    loss += at >= 0 ? targets[i]! * at + Math.log1p(Math.exp(-at)) : (targets[i]! - 1) * at + Math.log1p(Math.exp(at));
  }
  return loss;
}

/** `wins[a][b]`: the chance of class a where it is a or b. Gives the chances that disagree least with all of them. */
export function couple(wins: readonly Float64Array[]): Float64Array {
  const k = wins.length;
  const chances = new Float64Array(k).fill(1 / k);
  const form = wins.map((_, t) => Float64Array.from({ length: k }, (_, j) => (t === j ? squares(wins, t) : -wins[j]![t]! * wins[t]![j]!)));
  const slopes = new Float64Array(k);
  for (let round = 0; round < Math.max(100, k); round++) {
    let total = 0;
    for (let t = 0; t < k; t++) {
      slopes[t] = form[t]!.reduce((sum, value, j) => sum + value * chances[j]!, 0);
      total += chances[t]! * slopes[t]!;
    }
    if (slopes.every((slope) => Math.abs(slope - total) < 0.005 / k)) break;
    for (let t = 0; t < k; t++) {
      const change = (total - slopes[t]!) / form[t]![t]!;
      chances[t]! += change;
      total = (total + change * (change * form[t]![t]! + 2 * slopes[t]!)) / (1 + change) ** 2;
      for (let j = 0; j < k; j++) {
        slopes[j] = (slopes[j]! + change * form[t]![j]!) / (1 + change);
        chances[j]! /= 1 + change;
      }
    }
  }
  return chances;
}

function squares(wins: readonly Float64Array[], t: number): number {
  return wins.reduce((sum, against, j) => (j === t ? sum : sum + against[t]! ** 2), 0);
}
