/** Versions beside each other: what differs in metrics, params and signature. Pure. */
import type { SignatureField } from '#contract';

export interface ComparedMetric {
  key: string;
  values: (number | null)[];
  /** From the first version that is compared; null for that one, and where either has none. */
  differences: (number | null)[];
  /** Length of each bar, of the longest. */
  shares: number[];
}

const keysOf = (records: readonly Readonly<Record<string, unknown>>[]) => [...new Set(records.flatMap((record) => Object.keys(record)))];

/** In the order in which they were logged. */
export function comparedMetrics(versions: readonly Readonly<Record<string, number>>[]): ComparedMetric[] {
  return keysOf(versions).map((key) => {
    const values = versions.map((metrics) => metrics[key] ?? null);
    const [first = null] = values;
    const longest = Math.max(...values.map((value) => Math.abs(value ?? 0))) || 1;
    return {
      key,
      values,
      differences: values.map((value, at) => (at === 0 || value === null || first === null ? null : value - first)),
      shares: values.map((value) => Math.abs(value ?? 0) / longest),
    };
  });
}

export interface ComparedText {
  key: string;
  values: (string | null)[];
  differs: boolean;
}

/** Those that differ first. */
export function comparedTexts(records: readonly (Readonly<Record<string, string>> | null)[]): ComparedText[] {
  return keysOf(records.map((record) => record ?? {}))
    .map((key) => {
      const values = records.map((record) => record?.[key] ?? null);
      return { key, values, differs: new Set(values).size > 1 };
    })
    .sort((a, b) => Number(b.differs) - Number(a.differs));
}

/** A signature as texts, one a field. */
export function signatureTexts(fields: readonly SignatureField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, type, optional }) => [name, optional ? `${type}?` : type]));
}

/** A ticked version more, the oldest tick dropped beyond the most that fit beside each other. */
export function ticked(chosen: readonly string[], version: string, most = 4): string[] {
  return chosen.includes(version) ? chosen.filter((each) => each !== version) : [...chosen, version].slice(-most);
}
