/** The five numbers of a box, by linear interpolation as NumPy and R do by default. Pure. */
export interface Box {
  low: number;
  first: number;
  median: number;
  third: number;
  high: number;
  mean: number;
  /** Beyond one and a half times the length of the box. */
  outliers: number[];
}

export function boxOf(values: readonly number[]): Box | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
    return below + (above - below) * (place - Math.floor(place));
  };
  const [first, median, third] = [at(0.25), at(0.5), at(0.75)];
  const reach = (third - first) * 1.5;
  const inside = sorted.filter((value) => value >= first - reach && value <= third + reach);
  return {
    ...{ first, median, third },
    low: inside[0] ?? first,
    high: inside.at(-1) ?? third,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    outliers: sorted.filter((value) => value < first - reach || value > third + reach),
  };
}
