/** `report`, `median`, `ms`: what every benchmark ends with. `scripts/bench.mjs` reads the last line of its output. */

export interface Figure {
  id?: string;
  what: string;
  ours: string;
  against?: string;
  ratio?: string;
  bar?: string;
  met?: boolean;
}

export function report(figures: readonly Figure[], note?: string): void {
  console.log(JSON.stringify({ ...(note && { note }), figures }));
}

export function median(values: readonly number[], q = 0.5): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * q)]!;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
}
