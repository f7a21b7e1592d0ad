/** Drift studies: any two windows or data sets compared column by column and as a whole, kept as tracked runs; and drift over time. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failure, instant, language, procedure } from './base.ts';

const endpoint = z.string();
const share = z.number();

/** What a side of a comparison is made of. */
export const driftSource = z.discriminatedUnion('kind', [
  /** The sample that the model of the endpoint was trained on. */
  z.object({ kind: z.literal('training'), endpoint }),
  /** A window by count: the newest rows, but the `skip` newest of all. */
  z.object({ kind: z.literal('rows'), endpoint, rows: z.number().int().min(1).max(100_000), skip: z.number().int().min(0).default(0) }),
  /** A window by time. */
  z.object({ kind: z.literal('period'), endpoint, from: instant, to: instant }),
  /** `NAME`, `NAME@vN` or `NAME@tag`. */
  z.object({ kind: z.literal('data'), dataset: z.string().min(1).max(300) }),
]);

/** For having made many tests: the share of false ones among what is called drift (Benjamini–Hochberg), or the chance of any (Bonferroni). */
export const correction = z.enum(['bh', 'bonferroni', 'none']);

export const driftPlan = z.object({
  reference: driftSource,
  current: driftSource,
  correction: correction.default('bh'),
  /** A column with categories: each of them is compared with itself. */
  segmentBy: z.string().max(300).nullable().default(null),
  /** MMD and the domain classifier. */
  multivariate: z.boolean().default(true),
  seed: z.number().int().default(7),
});

const severity = z.enum(['none', 'warning', 'high']);
const both = z.object({ reference: share, current: share });
const numberFacts = z.object({
  min: z.number(),
  q1: z.number(),
  median: z.number(),
  q3: z.number(),
  max: z.number(),
  mean: z.number(),
  std: z.number(),
});

export const subjectDrift = z.object({
  feature: z.string(),
  kind: z.enum(['numeric', 'categorical', 'prediction']),
  severity,
  /** Of all its tests together (Bonferroni), and corrected for the other subjects. */
  p: z.number(),
  corrected: z.number(),
  tests: z.array(
    z.object({ test: z.enum(['ks', 'chi2', 'outliers']), statistic: z.number(), p: z.number(), method: z.enum(['exact', 'asymptotic']) }),
  ),
  psi: z.number(),
  js: z.number(),
  /** In the unit of the column, and in deviations of the reference. Of numbers. */
  wasserstein: z.number().nullable(),
  normed: z.number().nullable(),
  missing: both,
  numbers: z.object({ reference: numberFacts, current: numberFacts }).nullable(),
  /** Share of the current values beyond the reference's least and largest. */
  outside: z.number().nullable(),
  /** Shares beyond 1.5 quartile ranges of the reference's quartiles, and outside the 99 % in its middle. */
  outliers: both.nullable(),
  /** Categories that the reference does not have, the most frequent first, and those that are gone. */
  newCategories: z.array(z.object({ name: z.string(), share })),
  newShare: z.number(),
  gone: z.array(z.string()),
  bins: z.array(z.object({ label: z.string(), reference: share, current: share })),
});

export const multivariateDrift = z.object({
  /** Columns that went in, in all. */
  columns: z.number().int(),
  mmd: z.object({ statistic: z.number(), p: z.number(), rows: z.number().int(), permutations: z.number().int(), sigma: z.number() }),
  /** Told apart on rows that it did not learn from: area under the curve, and Mann–Whitney's p for its being above one half. */
  classifier: z.object({
    auc: z.number(),
    p: z.number(),
    rows: z.number().int(),
    /** Which columns it told them apart by. */
    shares: z.array(z.object({ feature: z.string(), share })),
  }),
});

export const segmentDrift = z.object({
  by: z.string(),
  /** By how surely they drifted. Their p-values are corrected together. */
  segments: z.array(
    z.object({
      segment: z.string(),
      rows: z.object({ reference: z.number().int(), current: z.number().int() }),
      /** Too few rows on one side to say anything. */
      enough: z.boolean(),
      score: share,
      features: z.array(z.object({ feature: z.string(), severity, corrected: z.number(), psi: z.number() })),
    }),
  ),
  /** Categories beyond those that are looked at. */
  left: z.number().int(),
});

/** What the model's own probabilities say of how often it is right, before anybody knows (CBPE). */
export const performanceEstimate = z.object({
  /** Labelled answers that its probabilities were calibrated by, and how often it was right on them. */
  labelled: z.number().int(),
  measured: z.number(),
  /** Mean distance of a probability from how often it held, before and after the calibration. */
  error: z.object({ raw: z.number(), calibrated: z.number() }),
  rows: z.number().int(),
  estimated: z.number(),
  low: z.number(),
  high: z.number(),
  f1: z.number(),
  /** Where the truth of the window has come meanwhile. */
  realised: z.object({ labels: z.number().int(), accuracy: z.number() }).nullable(),
});

const side = z.object({ label: z.string(), rows: z.number().int(), from: instant.nullable(), to: instant.nullable() });

export const studyReport = z.object({
  reference: side,
  current: side,
  /** Fewer than 100 rows on a side: nothing is said of drift. */
  enough: z.boolean(),
  /** Share of columns that drifted; predictions are not counted. */
  score: share,
  subjects: z.array(subjectDrift),
  /** Columns of one side alone, and those that are neither numbers nor categories. */
  skipped: z.array(z.object({ column: z.string(), why: z.enum(['absent', 'kind', 'distinct']) })),
  multivariate: multivariateDrift.nullable(),
  segments: segmentDrift.nullable(),
  estimate: performanceEstimate.nullable(),
  /** Why there is no estimate. */
  noEstimate: z.enum(['noProbabilities', 'fewLabels', 'notTraffic']).nullable(),
});

export const driftStudy = z.object({
  studyId: z.string(),
  endpoint: z.string().nullable(),
  plan: driftPlan,
  status: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  progress: z.number(),
  report: studyReport.nullable(),
  trackingRunId: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: failure.nullable(),
});

export const driftHeat = z.object({
  reference: side,
  windows: z.array(z.object({ start: instant, end: instant, rows: z.number().int() })),
  /** Those that drifted most often first; null where a window has too few rows. */
  features: z.array(
    z.object({
      feature: z.string(),
      kind: subjectDrift.shape.kind,
      cells: z.array(z.object({ severity, corrected: z.number(), psi: z.number(), js: z.number() }).nullable()),
    }),
  ),
});

const one = z.object({ studyId: z.string() });
const sources = [
  'ENDPOINT_NOT_FOUND',
  'REFERENCE_MISSING',
  'DATASET_NOT_FOUND',
  'DATA_VERSION_NOT_FOUND',
  'DATA_REFERENCE_INVALID',
  'DRIFT_NO_COLUMNS',
  'TABLES_UNAVAILABLE',
] as const;

export const driftContract = {
  /** Answers when it has begun. */
  start: procedure(...sources)
    .input(driftPlan)
    .output(one),
  get: procedure('DRIFT_STUDY_NOT_FOUND').input(one).output(driftStudy),
  list: procedure()
    .input(z.object({ endpoint: z.string().optional(), limit: z.number().int().min(1).max(200).default(20) }).default({ limit: 20 }))
    .output(z.array(driftStudy.omit({ report: true }).extend({ score: share.nullable(), drifted: z.array(z.string()) }))),
  watch: procedure('DRIFT_STUDY_NOT_FOUND').input(one).output(eventIterator(driftStudy)),
  cancel: procedure('DRIFT_STUDY_NOT_FOUND').input(one).output(z.void()),
  /** One page that needs nothing else, as its tracked run keeps it. */
  html: procedure('DRIFT_STUDY_NOT_FOUND')
    .input(one.extend({ language }))
    .output(z.object({ html: z.string() })),
  /** The newest windows of an endpoint's traffic, each against the reference: by count (`size` rows) or by time (`size` milliseconds). */
  heat: procedure(...sources)
    .input(
      z.object({
        endpoint,
        by: z.enum(['rows', 'time']).default('rows'),
        size: z.number().int().min(1).default(250),
        windows: z.number().int().min(1).max(100).default(24),
        reference: driftSource.optional(),
        correction: correction.default('bh'),
      }),
    )
    .output(driftHeat),
};

export type DriftSource = z.infer<typeof driftSource>;
export type Correction = z.infer<typeof correction>;
export type DriftPlan = z.infer<typeof driftPlan>;
export type DriftPlanInput = z.input<typeof driftPlan>;
export type SubjectDrift = z.infer<typeof subjectDrift>;
export type MultivariateDrift = z.infer<typeof multivariateDrift>;
export type SegmentDrift = z.infer<typeof segmentDrift>;
export type PerformanceEstimate = z.infer<typeof performanceEstimate>;
export type StudyReport = z.infer<typeof studyReport>;
export type DriftStudy = z.infer<typeof driftStudy>;
export type DriftHeat = z.infer<typeof driftHeat>;
