/** Colours of as many series as there are: those of the theme first, then hues far apart. Dashes tell apart what colour alone would not. */
export type Scheme = 'light' | 'dark';

const ofTheme = 8;

export function seriesColour(index: number, scheme: Scheme): string {
  if (index < ofTheme) return `var(--b-series-${index + 1})`;
  // The golden angle: no two of fifty come near each other.
  const hue = Math.round((index * 137.508) % 360);
  return scheme === 'dark' ? `oklch(0.78 0.11 ${hue})` : `oklch(0.52 0.13 ${hue})`;
}

const dashes = [[], [6, 3], [2, 3], [10, 3, 2, 3]];

export function seriesDash(index: number): number[] {
  return dashes[Math.floor(index / ofTheme) % dashes.length] ?? [];
}

/** A share between 0 and 1 as a colour between two that colour-blind people tell apart. */
export function rampColour(share: number): string {
  return `color-mix(in oklab, var(--b-series-2) ${Math.round(share * 100)}%, var(--b-series-1))`;
}

/** What a canvas can paint with: custom properties by their value. */
export function paintable(colour: string, style: CSSStyleDeclaration): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? style.getPropertyValue(name).trim() : colour;
}
