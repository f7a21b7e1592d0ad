/** The data of a chart: lines over one axis, and its forms as uPlot and a table want them. Pure. */
export interface Series {
  label: string;
  /** In order of x. */
  points: readonly (readonly [x: number, y: number | null])[];
  /** A custom property such as `--b-failed`; else the next colour of the theme. */
  colour?: string;
  /** A null between two points breaks the line: nothing was measured there. Else the line goes on. */
  gaps?: boolean;
}

export function colourOfSeries(series: Series, index: number): string {
  return series.colour ?? `--b-series-${(index % 8) + 1}`;
}

/** One column of x that every line shares; where a line has no point, null. */
export function aligned(series: readonly Series[]): [number[], ...(number | null)[][]] {
  const xs = [...new Set(series.flatMap((line) => line.points.map(([x]) => x)))].sort((a, b) => a - b);
  const at = new Map(xs.map((x, index) => [x, index]));
  const lines = series.map((line) => {
    const ys = new Array<number | null>(xs.length).fill(null);
    for (const [x, y] of line.points) ys[at.get(x) ?? 0] = y !== null && Number.isFinite(y) ? y : null;
    return ys;
  });
  return [xs, ...lines];
}

export function toCsv(series: readonly Series[], xLabel: string): string {
  const [xs, ...lines] = aligned(series);
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = [xLabel, ...series.map((line) => line.label)].map(quote).join(',');
  return [head, ...xs.map((x, row) => [x, ...lines.map((line) => line[row] ?? '')].join(','))].join('\n');
}

/** Points with nothing at either side, which a line alone would not show. */
export function lonely(ys: readonly (number | null | undefined)[]): number[] {
  const missing = (index: number) => ys[index] === null || ys[index] === undefined;
  return ys.flatMap((_, index) => (!missing(index) && missing(index - 1) && missing(index + 1) ? [index] : []));
}
