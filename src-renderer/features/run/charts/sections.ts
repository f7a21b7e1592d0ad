/** Metrics in sections by the prefix of their names: `train/loss` and `train/acc` under `train`. Pure. */
const systemPrefix = 'system/';

export const isSystem = (key: string): boolean => key.startsWith(systemPrefix);

export interface ChartSection {
  /** Empty for names without a prefix. */
  prefix: string;
  keys: string[];
}

/** Names without a prefix first; the rest by the alphabet, numbers by their size. */
export function sectionsOf(keys: readonly string[]): ChartSection[] {
  const compare = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true });
  const prefixOf = (key: string) => (key.includes('/') ? key.slice(0, key.lastIndexOf('/')) : '');
  return [...Map.groupBy([...keys].sort(compare), prefixOf)]
    .map(([prefix, found]) => ({ prefix, keys: found }))
    .sort((a, b) => compare(a.prefix, b.prefix));
}

/** What a section calls its chart: the rest of the name. */
export const shortKey = (key: string, prefix: string): string => (prefix === '' ? key : key.slice(prefix.length + 1));

export function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}
