/** `createQuality`: shares of gaps, of numbers outside the training sample's range and of categories that it does not know, by feature. */
import type { SignatureField } from '../../contract/registry.ts';
import { isNumeric, type Observed } from '../drift/report.ts';

export interface QualityShares {
  missing: Map<string, number>;
  'out-of-range': Map<string, number>;
  'new-category': Map<string, number>;
  /** When the newest of the rows was asked about. */
  window: number;
}

type Row = Record<string, unknown>;

/** Prepared once for a revision; `observed` is what was answered last. */
export function createQuality(signature: readonly SignatureField[], reference: readonly Row[]) {
  const columns = signature.map((field) => {
    const values = reference.map((row) => row[field.name]).filter((value) => !isGap(value));
    return isNumeric(field) ? { name: field.name, range: rangeOf(values) } : { name: field.name, known: new Set(values.map(String)) };
  });
  return (observed: readonly Observed[]): QualityShares => {
    const shares: QualityShares = { missing: new Map(), 'out-of-range': new Map(), 'new-category': new Map(), window: observed.at(-1)?.at ?? 0 };
    for (const { name, range, known } of columns) {
      const values = observed.map(({ row }) => row[name]);
      const share = (holds: (value: unknown) => boolean) => values.filter(holds).length / Math.max(1, values.length);
      shares.missing.set(name, share(isGap));
      if (range)
        shares['out-of-range'].set(
          name,
          share((value) => typeof value === 'number' && (value < range[0] || value > range[1])),
        );
      if (known && known.size > 0)
        shares['new-category'].set(
          name,
          share((value) => !isGap(value) && !known.has(String(value))),
        );
    }
    return shares;
  };
}

const isGap = (value: unknown) => value === null || value === undefined || Number.isNaN(value);

function rangeOf(values: readonly unknown[]): readonly [number, number] | null {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length === 0) return null;
  return numbers.reduce<[number, number]>(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [numbers[0]!, numbers[0]!]);
}
