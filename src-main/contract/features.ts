/** The feature store: definitions, what the offline store holds, what is online, point-in-time joins and skew. */
import { z } from 'zod';
import { instant, procedure, scalar } from './base.ts';
import { cell } from './tables.ts';

const feature = z.object({
  name: z.string(),
  aggregate: z.enum(['count', 'sum', 'mean', 'min', 'max', 'distinct']).nullable(),
  of: z.string().nullable(),
  windowMs: z.number().nullable(),
  where: z.record(z.string(), scalar),
  transform: z.enum(['abs', 'sqrt', 'hour', 'weekday', 'missing']).nullable(),
  description: z.string(),
});

const definedView = z.object({
  name: z.string(),
  key: z.string(),
  entity: z.string(),
  source: z.string(),
  eventTime: z.string(),
  createdAt: z.string().nullable(),
  eventId: z.string().nullable(),
  ttlMs: z.number(),
  owner: z.string(),
  description: z.string(),
  features: z.array(feature),
});

export const featureDefinition = z.object({
  store: z.string(),
  description: z.string(),
  owner: z.string(),
  entities: z.array(z.object({ name: z.string(), key: z.string(), description: z.string() })),
  views: z.array(definedView),
});

export const featureViewStats = z.object({
  view: z.string(),
  /** In the online store. */
  keys: z.number().int(),
  events: z.number().int(),
  /** In the offline store, as far as it is online. */
  history: z.number().int(),
  /** Of these, known more than an hour after they happened. */
  late: z.number().int(),
  newestAt: instant.nullable(),
  features: z.array(
    z.object({ name: z.string(), missing: z.number(), mean: z.number().nullable(), min: z.number().nullable(), max: z.number().nullable() }),
  ),
});

export const featureHistory = z.object({
  store: z.string(),
  rows: z.number().int(),
  late: z.number().int(),
  features: z.array(
    z.object({
      name: z.string(),
      missing: z.number().int(),
      /** Rows in which the naive join says something else. */
      changed: z.number().int(),
      /** How well this feature alone tells the label: 0.5 not at all, 1 always. */
      auc: z.number().nullable(),
      naiveAuc: z.number().nullable(),
    }),
  ),
});

export const featureSkew = z.object({
  rows: z.number().int(),
  compared: z.number().int(),
  different: z.number().int(),
  examples: z.array(z.object({ row: z.number().int(), feature: z.string(), offline: cell, online: cell })),
});

const onlineView = featureViewStats.extend({
  watermark: instant.nullable(),
  materializedAt: instant,
  /** The last event that came by a push, after the materialisation. */
  pushedAt: instant.nullable(),
  pushed: z.number().int(),
});

const segment = z.object({
  source: z.string(),
  digest: z.string(),
  fileName: z.string(),
  rows: z.number().int(),
  bytes: z.number(),
  addedAt: instant,
});

/** Where the online values lie: in the lab's own database, or in a Redis (`address` without its password; `isContainer`: one that the lab runs). */
const onlineStore = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite') }),
  z.object({ kind: z.literal('redis'), address: z.string(), isContainer: z.boolean() }),
]);

export const featureStore = z.object({
  definition: featureDefinition,
  text: z.string(),
  appliedAt: instant,
  /** The pipeline's run that applied it; null: by hand. */
  runId: z.string().nullable(),
  segments: z.array(segment),
  online: z.array(onlineView),
  onlineStore,
  /** The last training set made of it, with the run that made it. */
  history: z.object({ runId: z.string().nullable(), madeAt: instant, result: featureHistory }).nullable(),
});

/** Where programs outside ask and feed a store, and what they have to show. `url`: null while no core that stays listens. */
const featureDoor = z.object({ store: z.string(), url: z.string().nullable(), token: z.string(), createdAt: instant });

/** A view or a feature that came, went or became another. */
export const featureChange = z.object({ kind: z.enum(['added', 'removed', 'changed']), view: z.string(), feature: z.string().nullable() });

const row = z.record(z.string(), z.union([scalar, z.null()]));
const named = z.object({ store: z.string() });
const read = [
  'FEATURE_STORE_NOT_FOUND',
  'FEATURE_SOURCE_MISSING',
  'TABLE_COLUMN_MISSING',
  'FILE_NOT_FOUND',
  'TABLE_UNREADABLE',
  'TABLE_FORMAT_UNKNOWN',
  'DATASET_NOT_FOUND',
  'DATA_VERSION_NOT_FOUND',
  'DATA_REFERENCE_INVALID',
] as const;

export const featuresContract = {
  list: procedure().output(
    z.array(z.object({ store: z.string(), description: z.string(), owner: z.string(), views: z.number(), features: z.number(), appliedAt: instant })),
  ),
  get: procedure('FEATURE_STORE_NOT_FOUND').input(named).output(featureStore),
  /** What applying a text would change. */
  plan: procedure('PIPELINE_SYNTAX', 'PIPELINE_INVALID')
    .input(z.object({ text: z.string().max(250_000), file: z.string().default('atributos.yaml') }))
    .output(z.object({ store: z.string(), changes: z.array(featureChange) })),
  apply: procedure('PIPELINE_SYNTAX', 'PIPELINE_INVALID')
    .input(z.object({ text: z.string().max(250_000), file: z.string().default('atributos.yaml') }))
    .output(z.object({ store: z.string(), changes: z.array(featureChange) })),
  remove: procedure('FEATURE_STORE_NOT_FOUND').input(named),
  /** A file joins the offline store; the same bytes twice are there once. */
  ingest: procedure(...read)
    .input(named.extend({ source: z.string(), path: z.string() }))
    .output(z.object({ rows: z.number(), isNew: z.boolean() })),
  /** The training set of the rows in `path`, written beside it. */
  history: procedure(...read)
    .input(
      named.extend({
        path: z.string(),
        at: z.string(),
        label: z.string().nullable().default(null),
        to: z.string(),
        naiveTo: z.string().nullable().default(null),
      }),
    )
    .output(featureHistory),
  materialize: procedure(...read, 'FEATURES_ONLINE_UNREACHABLE')
    .input(named.extend({ until: instant.nullable().default(null) }))
    .output(z.object({ watermark: instant.nullable(), views: z.array(featureViewStats) })),
  /** At a moment; now without it. */
  online: procedure('FEATURE_STORE_NOT_FOUND', 'FEATURES_NOT_MATERIALIZED', 'FEATURES_ONLINE_UNREACHABLE')
    .input(named.extend({ keys: row, at: instant.nullable().default(null) }))
    .output(z.object({ at: instant, values: row, known: z.array(z.string()), micros: z.number() })),
  /** Rows of a source as they arrive: into the offline store, and online at once. */
  push: procedure('FEATURE_STORE_NOT_FOUND', 'FEATURE_SOURCE_MISSING', 'FEATURES_ONLINE_UNREACHABLE')
    .input(named.extend({ source: z.string(), rows: z.array(row).min(1).max(10_000) }))
    .output(z.object({ taken: z.number().int(), known: z.number().int() })),
  /** Plays the source's events to the online side and compares; `path`: a file, or `dataset:NAME`. */
  skew: procedure(...read)
    .input(named.extend({ path: z.string(), at: z.string(), limit: z.number().int().min(1).max(200_000).default(20_000) }))
    .output(featureSkew),
  /** Where its online values lie from now on; they are materialised anew. Of Redis without an address the lab runs a container. */
  chooseOnline: procedure('FEATURE_STORE_NOT_FOUND', 'FEATURES_ONLINE_UNREACHABLE', 'ENGINE_UNAVAILABLE', 'IMAGE_UNAVAILABLE')
    .input(
      named.extend({
        to: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('sqlite') }),
          z.object({
            kind: z.literal('redis'),
            url: z
              .string()
              .max(500)
              .regex(/^rediss?:\/\/\S+$/)
              .nullable()
              .default(null),
          }),
        ]),
      }),
    )
    .output(onlineStore),
  /** Null while it is shut. */
  door: procedure('FEATURE_STORE_NOT_FOUND').input(named).output(featureDoor.nullable()),
  /** Opens it, or gives it another token. */
  openDoor: procedure('FEATURE_STORE_NOT_FOUND').input(named).output(featureDoor),
  shutDoor: procedure('FEATURE_STORE_NOT_FOUND').input(named).output(z.void()),
};

export type OnlineStore = z.infer<typeof onlineStore>;
export type FeatureStore = z.infer<typeof featureStore>;
export type FeatureViewStats = z.infer<typeof featureViewStats>;
export type FeatureHistory = z.infer<typeof featureHistory>;
export type FeatureSkew = z.infer<typeof featureSkew>;
export type FeatureDoor = z.infer<typeof featureDoor>;
export type FeatureChange = z.infer<typeof featureChange>;
