// textWidth: how wide a line of Inter is, from a table, so that a diagram is laid out alike with and without a browser.
import table from './inter-widths.json' with { type: 'json' };

const widthsOf = (weight: '400' | '700') => new Map(Array.from(table.chars, (char, index) => [char, table.weights[weight][index] ?? 600] as const));

const regular = widthsOf('400');
const bold = widthsOf('700');
/** Letters outside the table (Cyrillic, Greek…) take a usual width, ideographs and emoji a full square. */
const fallback = (char: string) => (char.codePointAt(0)! >= 0x1100 ? 1000 : 620);

export function textWidth(text: string, size: number, isBold: boolean): number {
  const widths = isBold ? bold : regular;
  let units = 0;
  for (const char of text) units += widths.get(char) ?? fallback(char);
  return (units * size) / table.unitsPerEm;
}
