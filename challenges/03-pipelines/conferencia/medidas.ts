/** Measures that the checks compute by themselves, so that a figure logged by the learner is never taken on trust. */

/** Area under the ROC curve by ranks; ties share their rank. */
export function rocAuc(actual: readonly boolean[], score: readonly number[]): number {
  const order = [...score.keys()].sort((a, b) => score[a]! - score[b]!);
  let positives = 0;
  let ranks = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && score[order[j]!] === score[order[i]!]) j++;
    for (let k = i; k < j; k++) {
      if (!actual[order[k]!]) continue;
      positives++;
      ranks += (i + j + 1) / 2;
    }
    i = j;
  }
  const negatives = actual.length - positives;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mulberry32: uniform in [0, 1). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The 2.5 % quantile of the ROC-AUC over resampled rows. */
export function lowEnd(actual: readonly boolean[], score: readonly number[], seed: number, rounds = 200): number {
  const next = random(seed);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ids = actual.map(() => Math.floor(next() * actual.length));
    values.push(
      rocAuc(
        ids.map((i) => actual[i]!),
        ids.map((i) => score[i]!),
      ),
    );
  }
  return values.sort((a, b) => a - b)[Math.floor(rounds * 0.025)]!;
}

/** Share of positives by value of a column, learned on some rows and looked up for others; small groups lean on the general share. */
export function rateBy<T>(rows: readonly T[], key: (row: T) => unknown, positive: (row: T) => boolean): (row: T) => number {
  const general = rows.filter(positive).length / rows.length;
  const groups = new Map<unknown, { all: number; positive: number }>();
  for (const row of rows) {
    const group = groups.get(key(row)) ?? { all: 0, positive: 0 };
    groups.set(key(row), { all: group.all + 1, positive: group.positive + (positive(row) ? 1 : 0) });
  }
  return (row) => {
    const group = groups.get(key(row)) ?? { all: 0, positive: 0 };
    return (group.positive + 30 * general) / (group.all + 30);
  };
}
