/** What the drift page computes from a report: nothing that the core decides, only how it adds up. Pure. */
import type { FeatureDrift } from '#contract';

export const leastRequests = 100;

/** What an empty bin counts as in the core. */
const floor = 1e-4;

export interface BinPart {
  label: string;
  reference: number;
  current: number;
  /** What this bin adds to the PSI. */
  psi: number;
}

export function psiParts(bins: FeatureDrift['bins']): BinPart[] {
  return bins.map(({ label, reference, current }) => {
    const [before, now] = [Math.max(floor, reference), Math.max(floor, current)];
    return { label, reference, current, psi: (now - before) * Math.log(now / before) };
  });
}

/** Whether the parts are those of the reported value: rare categories are pooled in the core, and then they are not. */
export function partsExplain(parts: readonly BinPart[], psi: number): boolean {
  const sum = parts.reduce((total, part) => total + part.psi, 0);
  return Math.abs(sum - psi) <= Math.max(0.001, psi * 0.01);
}

export function testOf(drift: FeatureDrift, name: FeatureDrift['tests'][number]['test']) {
  return drift.tests.find(({ test }) => test === name);
}

/** p-values with their sign, as one writes them: “= 0,031” or “< 0,0001”. */
export function formatP(p: number, locale: string): string {
  if (p < 0.0001) return `<\u00a0${(0.0001).toLocaleString(locale, { maximumFractionDigits: 4 })}`;
  return `=\u00a0${p.toLocaleString(locale, { maximumSignificantDigits: 2 })}`;
}

/** The edges of bins come as the core writes numbers; names of categories stay as they are. */
export function localBins({ kind, bins }: Pick<FeatureDrift, 'kind' | 'bins'>, locale: string): FeatureDrift['bins'] {
  if (kind !== 'numeric' || locale !== 'pt-BR') return bins;
  return bins.map((bin) => ({ ...bin, label: bin.label.replaceAll(/(\d)\.(\d)/g, '$1,$2') }));
}
