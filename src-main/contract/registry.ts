/** The model registry: registered models, versions, aliases, stages, tags; who did what when and why; gates and model cards. */
import { z } from 'zod';
import { instant, language, procedure } from './base.ts';

export const signatureField = z.object({
  name: z.string(),
  type: z.enum(['double', 'long', 'string', 'boolean']),
  optional: z.boolean().optional(),
  choices: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});

const tags = z.record(z.string(), z.string());

export const versionStage = z.enum(['None', 'Staging', 'Production', 'Archived']);

export const modelVersion = z.object({
  name: z.string(),
  version: z.string(),
  aliases: z.array(z.string()),
  tags,
  stage: versionStage,
  status: z.literal('READY'),
  /** Where its files are, as whoever registered it said: `mlflow-artifacts:/…`, `runs:/…`, `models:/…`, or an address in a cloud that the lab never opens. */
  source: z.string(),
  runLink: z.string(),
  userId: z.string(),
  createdAt: instant,
  updatedAt: instant,
  runId: z.string().nullable(),
  /** As the client gave it: there need not be such a run. */
  trackingRunId: z.string().nullable(),
  /** Of the logged model it was made from. */
  modelId: z.string().nullable(),
  description: z.string(),
  /** Of models of our own; empty for others. */
  algorithm: z.string(),
  /** What can load it, from its MLmodel: `bancada`, or Python's `sklearn`, `python_function`… Empty when there is no MLmodel within reach. */
  flavors: z.array(z.string()),
  /** Whether Bancada can serve it. */
  servable: z.boolean(),
  /** Null when its files are not in the lab. */
  digest: z.string().nullable(),
  bytes: z.number(),
  metrics: z.record(z.string(), z.number()),
  /** Empty when its MLmodel has none, or one that our types cannot express. */
  signature: z.array(signatureField),
  inputExample: z.record(z.string(), z.unknown()),
  endpoints: z.array(z.string()),
});

export const registeredModel = z.object({
  name: z.string(),
  createdAt: instant,
  updatedAt: instant,
  description: z.string(),
  tags,
  aliases: z.record(z.string(), z.string()),
  latestVersion: z.string().nullable(),
  versions: z.number().int(),
});

/** `by` is `user` (the learner, in the window), `mlflow` (a client of the REST protocol), or the id of a pipeline's run. */
const made = { id: z.number().int(), at: instant, by: z.string(), comment: z.string() };

export const aliasMove = z.object({
  ...made,
  alias: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Checks of the gate that had failed when the promotion was forced. */
  forced: z.array(z.string()),
});

export const registryEventKind = z.enum([
  'model-created',
  'model-renamed',
  'model-described',
  'model-deleted',
  'model-tag',
  'version-created',
  'version-described',
  'version-deleted',
  'version-tag',
  'stage',
  'alias',
  'card-saved',
]);

/** `subject` is the alias, the key of the tag or the language of the card; `before` and `after` are values, names, stages or versions, cut when long. */
export const registryEvent = z.object({
  ...made,
  name: z.string(),
  kind: registryEventKind,
  version: z.string().nullable(),
  subject: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  forced: z.array(z.string()),
});

/** `seen` and `expected` are values, free of language: numbers, names of versions, columns with types, error codes. */
export const gateCheck = z.object({
  id: z.enum(['metric', 'signature', 'run', 'dataset', 'loads', 'description']),
  ok: z.boolean(),
  seen: z.string().nullable(),
  expected: z.string().nullable(),
});

const gateResult = z.object({
  checks: z.array(gateCheck),
  passed: z.boolean(),
  /** The version compared with: the champion, or whoever holds the alias. Null when there is none. */
  against: z.string().nullable(),
  metric: z.string().nullable(),
  /** A metric may be worse by this share and still pass. */
  tolerance: z.number(),
});

export const versionLineage = z.object({
  pipelineRunId: z.string().nullable(),
  run: z.object({ runId: z.string(), name: z.string(), experimentId: z.string() }).nullable(),
  datasets: z.array(z.object({ name: z.string(), digest: z.string(), source: z.string(), context: z.string() })),
  /** The version it was copied from. */
  copiedFrom: z.object({ name: z.string(), version: z.string() }).nullable(),
  copies: z.array(z.object({ name: z.string(), version: z.string() })),
  /** Of a graph of models: the versions it is made of. */
  members: z.array(z.object({ name: z.string(), version: z.string() })),
  /** The graphs that it is in. */
  graphs: z.array(z.object({ name: z.string(), version: z.string() })),
  endpoints: z.array(z.string()),
});

const modelCard = z.object({
  text: z.string(),
  /** Null while the card is written by the lab from what it knows. */
  saved: z.object({ by: z.string(), at: instant }).nullable(),
});

const named = z.object({ name: z.string() });
const versioned = named.extend({ version: z.string() });
const aliased = named.extend({ alias: z.string().regex(/^(?!latest$|v\d+$)[\w-]{1,255}$/i) });
const comment = z.string().max(2000).default('');
const description = z.string().max(20_000);
const tagKey = z.string().min(1).max(250);
const tagValue = z.string().max(100_000);
const gateInput = aliased.extend({
  version: z.string(),
  /** Which metric decides; without it, the first of the usual ones that both versions have. */
  metric: z.string().optional(),
  tolerance: z.number().min(0).max(1).default(0.01),
});
const onModel = procedure('MODEL_NOT_FOUND', 'REGISTRY_INPUT_INVALID');
const onVersion = procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND', 'REGISTRY_INPUT_INVALID');

export const registryContract = {
  models: procedure().output(z.array(registeredModel)),
  search: procedure('TRACKING_FILTER_INVALID')
    .input(
      z.object({
        filter: z.string().max(20_000).optional(),
        orderBy: z.array(z.string()).max(10).default([]),
        limit: z.number().int().min(1).max(1000).default(200),
        offset: z.number().int().min(0).default(0),
      }),
    )
    .output(z.object({ models: z.array(registeredModel), total: z.number().int() })),
  model: procedure('MODEL_NOT_FOUND')
    .input(named)
    .output(registeredModel.extend({ items: z.array(modelVersion), history: z.array(aliasMove) })),
  /** Newest first; of one model, or of all, deleted ones too. */
  events: procedure('MODEL_NOT_FOUND')
    .input(z.object({ name: z.string().optional(), limit: z.number().int().min(1).max(1000).default(200) }))
    .output(z.array(registryEvent)),
  /** The versions that came out of a tracked run, whoever registered them; newest first. */
  versionsOfRun: procedure()
    .input(z.object({ runId: z.string().regex(/^[\w-]{1,64}$/) }))
    .output(z.array(z.object({ name: z.string(), version: z.string() }))),
  /** A model without versions. */
  create: procedure('MODEL_EXISTS', 'REGISTRY_INPUT_INVALID')
    .input(named.extend({ description: description.default('') }))
    .output(z.void()),
  /** A version of what a run logged under `path`, or as a model of its own (MLflow 3); the model is made when there is none of that name. */
  registerRun: procedure('REGISTRY_INPUT_INVALID', 'RUN_NOT_FOUND', 'ARTIFACT_NOT_FOUND')
    .input(named.extend({ runId: z.string(), modelId: z.string().optional(), path: z.string() }))
    .output(versioned),
  setAlias: onVersion.input(aliased.extend({ version: z.string(), comment })).output(z.void()),
  deleteAlias: onModel.input(aliased.extend({ comment })).output(z.void()),
  describe: onVersion.input(versioned.extend({ description })).output(z.void()),
  describeModel: onModel.input(named.extend({ description })).output(z.void()),
  rename: procedure('MODEL_NOT_FOUND', 'MODEL_EXISTS', 'REGISTRY_INPUT_INVALID')
    .input(named.extend({ newName: z.string() }))
    .output(z.void()),
  deleteModel: onModel.input(named.extend({ comment })).output(z.void()),
  deleteVersion: onVersion.input(versioned.extend({ comment })).output(z.void()),
  setModelTag: onModel.input(named.extend({ key: tagKey, value: tagValue })).output(z.void()),
  deleteModelTag: onModel.input(named.extend({ key: tagKey })).output(z.void()),
  setVersionTag: onVersion.input(versioned.extend({ key: tagKey, value: tagValue })).output(z.void()),
  deleteVersionTag: onVersion.input(versioned.extend({ key: tagKey })).output(z.void()),
  gate: onVersion.input(gateInput).output(gateResult),
  /** PROMOTION_REFUSED names the failed checks; `force` promotes all the same, and the history says so. */
  promote: procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND', 'REGISTRY_INPUT_INVALID', 'PROMOTION_REFUSED')
    .input(gateInput.extend({ force: z.boolean().default(false), comment }))
    .output(gateResult),
  /** The alias goes back to what it was right after that move (an `id` of `history`). */
  rollback: procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND', 'ALIAS_MOVE_NOT_FOUND')
    .input(named.extend({ moveId: z.number().int(), comment }))
    .output(z.void()),
  lineage: onVersion.input(versioned).output(versionLineage),
  /** Markdown. */
  modelCard: onVersion.input(versioned.extend({ language })).output(modelCard),
  /** An empty text gives the card back to the lab. */
  saveModelCard: onVersion.input(versioned.extend({ language, text: z.string().max(200_000) })).output(z.void()),
};

export type SignatureField = z.infer<typeof signatureField>;
export type VersionStage = z.infer<typeof versionStage>;
export type ModelVersion = z.infer<typeof modelVersion>;
export type RegisteredModel = z.infer<typeof registeredModel>;
export type AliasMove = z.infer<typeof aliasMove>;
export type RegistryEvent = z.infer<typeof registryEvent>;
export type GateCheck = z.infer<typeof gateCheck>;
export type GateResult = z.infer<typeof gateResult>;
export type VersionLineage = z.infer<typeof versionLineage>;
export type ModelCard = z.infer<typeof modelCard>;
