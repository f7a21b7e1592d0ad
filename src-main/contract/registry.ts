/** The model registry: registered models, versions, aliases, and who moved which alias when. */
import { z } from 'zod';
import { instant, procedure } from './base.ts';

export const signatureField = z.object({
  name: z.string(),
  type: z.enum(['double', 'long', 'string', 'boolean']),
  optional: z.boolean().optional(),
  choices: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});

export const modelVersion = z.object({
  name: z.string(),
  version: z.string(),
  aliases: z.array(z.string()),
  createdAt: instant,
  runId: z.string().nullable(),
  trackingRunId: z.string().nullable(),
  description: z.string(),
  algorithm: z.string(),
  digest: z.string(),
  bytes: z.number(),
  metrics: z.record(z.string(), z.number()),
  signature: z.array(signatureField),
  inputExample: z.record(z.string(), z.unknown()),
  endpoints: z.array(z.string()),
});

export const registeredModel = z.object({
  name: z.string(),
  createdAt: instant,
  updatedAt: instant,
  description: z.string(),
  aliases: z.record(z.string(), z.string()),
  latestVersion: z.string().nullable(),
  versions: z.number().int(),
});

export const aliasMove = z.object({ at: instant, alias: z.string(), from: z.string().nullable(), to: z.string().nullable(), by: z.string() });

const named = z.object({ name: z.string() });
const aliased = named.extend({ alias: z.string().regex(/^(?!latest$|v\d+$)[\w-]{1,255}$/) });

export const registryContract = {
  models: procedure().output(z.array(registeredModel)),
  model: procedure('MODEL_NOT_FOUND')
    .input(named)
    .output(registeredModel.extend({ items: z.array(modelVersion), history: z.array(aliasMove) })),
  setAlias: procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND')
    .input(aliased.extend({ version: z.string() }))
    .output(z.void()),
  deleteAlias: procedure('MODEL_NOT_FOUND').input(aliased).output(z.void()),
  describe: procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND')
    .input(named.extend({ version: z.string(), description: z.string().max(20_000) }))
    .output(z.void()),
};

export type SignatureField = z.infer<typeof signatureField>;
export type ModelVersion = z.infer<typeof modelVersion>;
export type RegisteredModel = z.infer<typeof registeredModel>;
export type AliasMove = z.infer<typeof aliasMove>;
