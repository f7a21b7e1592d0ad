/**
 * `prepareReference`, `driftReport`: how the last requests differ from the training sample, feature by feature and in what is predicted.
 * The p-values of all subjects are corrected together (Benjamini–Hochberg), so that a report on stable traffic names anything at all one time in twenty.
 */
import type { DriftReport, FeatureDrift } from '../../contract/monitoring.ts';
import type { SignatureField } from '../../contract/registry.ts';
import { benjaminiHochberg } from '../statistics/corrected.ts';
import { type CategoricalReference, categoricalDrift, prepareCategorical } from './categorical.ts';
import { combined, type Finding, highBelow, largeAbove, leastRequests, warningBelow } from './finding.ts';
import { type NumericReference, numericDrift, prepareNumeric } from './numeric.ts';

/** What the predictions are called among the features. */
const predictionSubject = 'prediction';

export interface PreparedReference {
  source: string;
  rows: number;
  numeric: Map<string, NumericReference>;
  categorical: Map<string, CategoricalReference>;
  predictions: CategoricalReference;
}

export interface Observed {
  at: number;
  row: Record<string, unknown>;
  label: string | null;
}

/** Sorted and counted once, kept as long as the revision. */
export function prepareReference(
  { rows, predictions, source }: { rows: readonly Record<string, unknown>[]; predictions: readonly string[]; source: string },
  signature: readonly SignatureField[],
): PreparedReference {
  const [numeric, categorical] = [signature.filter(isNumeric), signature.filter((field) => !isNumeric(field))];
  const column = (name: string) => rows.map((row) => row[name]);
  return {
    source,
    rows: rows.length,
    numeric: new Map(numeric.map(({ name }) => [name, prepareNumeric(column(name))])),
    categorical: new Map(categorical.map(({ name }) => [name, prepareCategorical(column(name))])),
    predictions: prepareCategorical(predictions),
  };
}

/** Whole numbers that stand for one of a few choices are names. */
export function isNumeric(field: SignatureField): boolean {
  return (field.type === 'double' || field.type === 'long') && !field.choices;
}

export function driftReport(endpoint: string, at: number, reference: PreparedReference | null, observed: readonly Observed[]): DriftReport {
  const enough = reference !== null && reference.rows > 0 && observed.length >= leastRequests;
  const features = enough ? compare(reference, observed) : [];
  const columns = features.filter((feature) => feature.kind !== 'prediction');
  return {
    endpoint,
    at,
    window: { start: observed[0]?.at ?? at, end: observed.at(-1)?.at ?? at, requests: observed.length },
    reference: { rows: reference?.rows ?? 0, source: reference?.source ?? '' },
    enough,
    score: columns.length === 0 ? 0 : columns.filter((feature) => feature.severity !== 'none').length / columns.length,
    features,
  };
}

/** The most certain first. */
function compare(reference: PreparedReference, observed: readonly Observed[]): FeatureDrift[] {
  const column = (name: string) => observed.map(({ row }) => row[name]);
  const labels = observed.flatMap(({ label }) => (label === null ? [] : [label]));
  const subjects: { feature: string; kind: FeatureDrift['kind']; finding: Finding }[] = [
    ...[...reference.numeric].map(([feature, of]) => ({ feature, kind: 'numeric' as const, finding: numericDrift(of, column(feature)) })),
    ...[...reference.categorical].map(([feature, of]) => ({ feature, kind: 'categorical' as const, finding: categoricalDrift(of, column(feature)) })),
    ...(reference.predictions.size > 0 && labels.length > 0
      ? [{ feature: predictionSubject, kind: 'prediction' as const, finding: categoricalDrift(reference.predictions, labels) }]
      : []),
  ];
  const ps = subjects.map(({ finding }) => combined(finding));
  const corrected = benjaminiHochberg(ps);
  return subjects
    .map((subject, i) => ({ p: ps[i]!, drift: described(subject, ps[i]!, corrected[i]!, subjects.length) }))
    .sort((a, b) => a.p - b.p)
    .map(({ drift }) => drift);
}

function described(
  { feature, kind, finding }: { feature: string; kind: FeatureDrift['kind']; finding: Finding },
  p: number,
  corrected: number,
  subjects: number,
): FeatureDrift {
  // The correction that the subject got, given to each of its tests.
  const factor = p === 0 ? 1 : corrected / p;
  const own = finding.tests.length * factor;
  const tests: FeatureDrift['tests'] = finding.tests.map(({ test, statistic, p: raw }) => {
    const pValue = Math.min(1, raw * own);
    return { test, statistic, pValue, threshold: warningBelow, drifted: pValue < warningBelow };
  });
  for (const { test, statistic } of finding.distances) {
    tests.push({ test, statistic, pValue: null, threshold: largeAbove[test], drifted: statistic > largeAbove[test] });
  }
  return {
    feature,
    kind,
    severity: corrected < highBelow ? 'high' : corrected < warningBelow ? 'warning' : 'none',
    tests,
    missing: finding.missing,
    bins: finding.bins,
    evidence: { ...finding.evidence, p, pCorrected: corrected, subjects },
  };
}
