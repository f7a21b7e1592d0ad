/** `binColumns`: the training matrix as trees want it, by column: each value's rank among the distinct ones and its histogram bin (at most 255). */

export interface TreeColumns {
  rows: number;
  width: number;
  /** Distinct values of each column, ascending. */
  distinct: Float64Array[];
  /** Rank of each row's value. */
  ranks: Uint32Array[];
  /** Histogram bin of each row's value. */
  bins: Uint8Array[];
  /** Lowest and highest rank in each bin. */
  binLow: Uint32Array[];
  binHigh: Uint32Array[];
}

const MAX_BINS = 255;
const SLOTS = 4096;

export function binColumns(matrix: Float64Array, rows: number, width: number): TreeColumns {
  const columns: TreeColumns = { rows, width, distinct: [], ranks: [], bins: [], binLow: [], binHigh: [] };
  for (let c = 0; c < width; c++) {
    const values = new Float64Array(rows);
    for (let r = 0; r < rows; r++) values[r] = matrix[r * width + c]!;
    const sorted = values.slice().sort();
    const distinct = withoutRepeats(sorted);
    const binOfRank = quantileBins(sorted, distinct);
    const rankOf = ranker(distinct);
    const ranks = new Uint32Array(rows);
    const bins = new Uint8Array(rows);
    for (let r = 0; r < rows; r++) {
      const rank = rankOf(values[r]!);
      ranks[r] = rank;
      bins[r] = binOfRank[rank]!;
    }
    const count = binOfRank[distinct.length - 1]! + 1;
    const low = new Uint32Array(count).fill(distinct.length);
    const high = new Uint32Array(count);
    binOfRank.forEach((bin, rank) => {
      low[bin] = Math.min(low[bin]!, rank);
      high[bin] = rank;
    });
    columns.distinct.push(distinct);
    columns.ranks.push(ranks);
    columns.bins.push(bins);
    columns.binLow.push(low);
    columns.binHigh.push(high);
  }
  return columns;
}

function withoutRepeats(sorted: Float64Array): Float64Array {
  let count = 0;
  const distinct = new Float64Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct[count++] = sorted[i]!;
  return distinct.slice(0, count);
}

/** One bin per value while they fit; else bins of about equal numbers of rows. */
function quantileBins(sorted: Float64Array, distinct: Float64Array): Uint8Array {
  const binOfRank = new Uint8Array(distinct.length);
  if (distinct.length <= MAX_BINS) return binOfRank.map((_, rank) => rank);
  let bin = 0;
  let inBin = 0;
  let at = 0;
  for (let rank = 0; rank < distinct.length; rank++) {
    const from = at;
    while (at < sorted.length && sorted[at] === distinct[rank]) at++;
    const target = (sorted.length - from + inBin) / (MAX_BINS - bin);
    if (inBin > 0 && inBin + (at - from) / 2 > target && bin < MAX_BINS - 1) {
      bin++;
      inBin = 0;
    }
    binOfRank[rank] = bin;
    inBin += at - from;
  }
  return binOfRank;
}

/** Looks a value up by where it lies between the extremes, then by halves within that slot. */
function ranker(distinct: Float64Array): (value: number) => number {
  const lowest = distinct[0]!;
  const perSlot = SLOTS / (distinct[distinct.length - 1]! - lowest || 1);
  const slotOf = (value: number) => Math.min(SLOTS - 1, Math.floor((value - lowest) * perSlot)) || 0;
  const starts = new Uint32Array(SLOTS + 1).fill(distinct.length);
  for (let rank = distinct.length - 1; rank >= 0; rank--) starts[slotOf(distinct[rank]!)] = rank;
  for (let slot = SLOTS - 1; slot >= 0; slot--) starts[slot] = Math.min(starts[slot]!, starts[slot + 1]!);
  return (value) => {
    const slot = slotOf(value);
    let low = starts[slot]!;
    let high = starts[slot + 1]! - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (distinct[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
