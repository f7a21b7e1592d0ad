/** `separate`: the support vector machine of two classes, by sequential minimal optimisation with the second-order choice of pairs (Fan, Chen & Lin, 2005). */
import { type Points, rbf } from './kernel.ts';

export interface Separation {
  /** Multiplier of each row with its sign; 0 for rows that support nothing. */
  coefficients: Float64Array;
  /** Subtracted from the kernel sum. */
  offset: number;
}

export interface Margin {
  /** The price of a row on the wrong side. */
  cost: number;
  gamma: number;
  /** How far from optimal is near enough. */
  tolerance: number;
}

const TINY = 1e-12;

export function separate(points: Points, signs: Int8Array, { cost, gamma, tolerance }: Margin): Separation {
  const n = signs.length;
  const alphas = new Float64Array(n);
  const gradient = new Float64Array(n).fill(-1);
  const kernelRow = rowCache(points, gamma);
  const most = Math.max(10_000_000, 100 * n);
  for (let round = 0; round < most; round++) {
    const i = steepest(signs, alphas, gradient, cost);
    if (i < 0) break;
    const rowI = kernelRow(i);
    const { j, gap } = partner(i, rowI, signs, alphas, gradient, cost);
    if (j < 0 || gap < tolerance) break;
    moveTogether(i, j, rowI, kernelRow(j), signs, alphas, gradient, cost);
  }
  return { coefficients: alphas.map((alpha, row) => alpha * signs[row]!), offset: offsetOf(signs, alphas, gradient, cost) };
}

const mayRise = (sign: number, alpha: number, cost: number) => (sign > 0 ? alpha < cost : alpha > 0);
const mayFall = (sign: number, alpha: number, cost: number) => (sign > 0 ? alpha > 0 : alpha < cost);

function steepest(signs: Int8Array, alphas: Float64Array, gradient: Float64Array, cost: number): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < signs.length; row++) {
    if (!mayRise(signs[row]!, alphas[row]!, cost)) continue;
    const slope = -signs[row]! * gradient[row]!;
    if (slope > most) {
      most = slope;
      best = row;
    }
  }
  return best;
}

/** The row whose change together with `i` promises the largest gain; `gap` says how far the conditions are from being met. */
function partner(i: number, rowI: Float64Array, signs: Int8Array, alphas: Float64Array, gradient: Float64Array, cost: number) {
  const high = -signs[i]! * gradient[i]!;
  let j = -1;
  let gain = 0;
  let gap = 0;
  for (let row = 0; row < signs.length; row++) {
    if (!mayFall(signs[row]!, alphas[row]!, cost)) continue;
    const difference = high + signs[row]! * gradient[row]!;
    if (difference > gap) gap = difference;
    if (difference <= 0) continue;
    const curvature = Math.max(TINY, 2 - 2 * rowI[row]!);
    const promised = (difference * difference) / curvature;
    if (promised > gain) {
      gain = promised;
      j = row;
    }
  }
  return { j, gap };
}

/** Moves along the line that keeps the sum of signed multipliers, within the box. */
function moveTogether(
  i: number,
  j: number,
  rowI: Float64Array,
  rowJ: Float64Array,
  signs: Int8Array,
  alphas: Float64Array,
  gradient: Float64Array,
  cost: number,
): void {
  const [si, sj] = [signs[i]!, signs[j]!];
  const [ai, aj] = [alphas[i]!, alphas[j]!];
  const curvature = Math.max(TINY, 2 - 2 * rowI[j]!);
  const wanted = (-si * gradient[i]! + sj * gradient[j]!) / curvature;
  const roomI = si > 0 ? cost - ai : ai;
  const roomJ = sj > 0 ? aj : cost - aj;
  const step = Math.min(wanted, roomI, roomJ);
  // At the border the bound itself, so that rounding leaves no row almost inside.
  alphas[i] = step === roomI ? (si > 0 ? cost : 0) : ai + si * step;
  alphas[j] = step === roomJ ? (sj > 0 ? 0 : cost) : aj - sj * step;
  const di = (alphas[i]! - ai) * si;
  const dj = (alphas[j]! - aj) * sj;
  for (let row = 0; row < signs.length; row++) gradient[row]! += signs[row]! * (rowI[row]! * di + rowJ[row]! * dj);
}

/** From the rows that lie on the margin; without any, the middle of what the others allow. */
function offsetOf(signs: Int8Array, alphas: Float64Array, gradient: Float64Array, cost: number): number {
  let sum = 0;
  let free = 0;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let row = 0; row < signs.length; row++) {
    const value = signs[row]! * gradient[row]!;
    if (alphas[row]! > 0 && alphas[row]! < cost) {
      sum += value;
      free++;
    } else if (mayRise(signs[row]!, alphas[row]!, cost)) high = Math.min(high, value);
    else low = Math.max(low, value);
  }
  return free > 0 ? sum / free : (low + high) / 2;
}

const CACHE_BYTES = 128e6;

/** Rows of the kernel matrix, the oldest forgotten when memory is short. */
function rowCache(points: Points, gamma: number): (row: number) => Float64Array {
  const n = points.matrix.length / points.width;
  const most = Math.max(2, Math.floor(CACHE_BYTES / (8 * n)));
  const rows = new Map<number, Float64Array>();
  return (row) => {
    const known = rows.get(row);
    if (known) return known;
    if (rows.size >= most) rows.delete(rows.keys().next().value!);
    const made = new Float64Array(n);
    for (let other = 0; other < n; other++) made[other] = rbf(points, row, points, other, gamma);
    rows.set(row, made);
    return made;
  };
}
