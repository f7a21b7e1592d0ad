/** Percentiles of a load test as the page writes them. */
import type { Latencies, Locale } from '#contract';

export const quantiles = ['p50', 'p75', 'p90', 'p95', 'p99', 'p999'] as const;
export type QuantileName = (typeof quantiles)[number];

export const nameOf = (name: QuantileName, locale: Locale): string => (name === 'p999' ? (locale === 'pt-BR' ? 'p99,9' : 'p99.9') : name);

/** Three digits that count: a millisecond is too coarse for what a model takes. */
export function formatMs(ms: number, locale: Locale): string {
  const digits = ms < 10 ? 2 : ms < 100 ? 1 : 0;
  return `${ms.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ms`;
}

export type Verdict = 'faster' | 'slower' | 'same';

/** Whether the second is really different: the intervals of 95 % do not touch. */
export function verdictOf(one: Latencies[QuantileName], other: Latencies[QuantileName]): Verdict {
  if (other.high !== null && other.high < one.low) return 'faster';
  return one.high !== null && one.high < other.low ? 'slower' : 'same';
}
