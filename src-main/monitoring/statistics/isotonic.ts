/** `isotonic`: the rising steps that lie closest to 0/1 outcomes over a score, by pooling adjacent violators (Ayer et al. 1955; as a calibration: Zadrozny & Elkan 2002). */

/** Scores, rising, and what each calibrates to; between them it is drawn straight, as scikit-learn's `IsotonicRegression` does. */
export interface Steps {
  from: number[];
  to: number[];
}

interface Block {
  low: number;
  high: number;
  sum: number;
  count: number;
}

export function isotonic(scores: readonly number[], outcomes: readonly number[]): Steps {
  const blocks: Block[] = [];
  for (const tied of ties(scores, outcomes)) {
    blocks.push(tied);
    pool(blocks);
  }
  return {
    from: blocks.flatMap(({ low, high }) => (low === high ? [low] : [low, high])),
    to: blocks.flatMap(({ low, high, sum, count }) => (low === high ? [sum / count] : [sum / count, sum / count])),
  };
}

/** One block for each score, rising. */
function ties(scores: readonly number[], outcomes: readonly number[]): Block[] {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const blocks: Block[] = [];
  for (const i of order) {
    const [score, last] = [scores[i]!, blocks.at(-1)];
    if (last?.high === score) {
      last.sum += outcomes[i]!;
      last.count += 1;
    } else blocks.push({ low: score, high: score, sum: outcomes[i]!, count: 1 });
  }
  return blocks;
}

/** While the last block does not lie above the one before it, they are one. */
function pool(blocks: Block[]): void {
  for (;;) {
    const [before, last] = [blocks.at(-2), blocks.at(-1)];
    if (!before || !last || before.sum / before.count < last.sum / last.count) return;
    blocks.pop();
    before.high = last.high;
    before.sum += last.sum;
    before.count += last.count;
  }
}

export function calibrated({ from, to }: Steps, score: number): number {
  if (from.length === 0) return score;
  let [low, high] = [0, from.length - 1];
  if (score <= from[low]!) return to[low]!;
  if (score >= from[high]!) return to[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle]! <= score) low = middle;
    else high = middle;
  }
  return to[low]! + ((score - from[low]!) / (from[high]! - from[low]!)) * (to[high]! - to[low]!);
}
