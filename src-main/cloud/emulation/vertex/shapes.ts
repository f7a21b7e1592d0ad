/** Bodies of Vertex AI's calls. `name` and `parent` are what stands in the path of the real API. */
import { z } from 'zod';

const machineSpec = z.looseObject({ machineType: z.string().min(1) });
const container = z.looseObject({ imageUri: z.string().min(1), args: z.array(z.string()).default([]) });
const pool = z.looseObject({ machineSpec, replicaCount: z.coerce.number().int().min(1).default(1), containerSpec: container });

export const named = z.looseObject({ name: z.string().min(1) });

export const createCustomJob = z.looseObject({
  displayName: z.string().min(1).max(128),
  jobSpec: z.looseObject({ workerPoolSpecs: z.array(pool).min(1), serviceAccount: z.string().optional() }),
});

/** What a pipeline is: by its compiled form, whose `pipelineInfo.name` is the lab's pipeline, or by an address that ends in `/NAME` or `/NAME/TAG`. */
export const createPipelineJob = z.looseObject({
  /** What stands in the query of the real API. */
  pipelineJobId: z.string().max(128).optional(),
  displayName: z.string().max(128).default(''),
  templateUri: z.string().optional(),
  pipelineSpec: z.looseObject({ pipelineInfo: z.looseObject({ name: z.string().min(1) }) }).optional(),
  runtimeConfig: z.looseObject({ parameterValues: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}) }).prefault({}),
});

export const listed = z.looseObject({
  pageSize: z.coerce.number().int().min(0).max(1000).default(100),
  /** How many were told before. */
  pageToken: z.coerce.number().int().min(0).default(0),
  filter: z.string().default(''),
});

export const undeployModel = z.looseObject({ name: z.string().min(1), deployedModelId: z.string().default('1') });

export const uploadModel = z.looseObject({
  model: z.looseObject({
    displayName: z.string().min(1).max(128),
    artifactUri: z.string().startsWith('gs://'),
    containerSpec: z.looseObject({ imageUri: z.string() }).optional(),
  }),
});

export const createEndpoint = z.looseObject({ displayName: z.string().min(1).max(128) });

const resources = z.looseObject({
  machineSpec,
  minReplicaCount: z.number().int().min(1),
  maxReplicaCount: z.number().int().min(1).optional(),
});
export const deployModel = z.looseObject({
  name: z.string().min(1),
  deployedModel: z.looseObject({ model: z.string().min(1), displayName: z.string().optional(), dedicatedResources: resources }),
  /** Per cent of the new one (`0`); what is left stays with the one before. */
  trafficSplit: z.record(z.string(), z.number().int().min(0).max(100)).default({ 0: 100 }),
});

export const createBatch = z.looseObject({
  displayName: z.string().min(1).max(128),
  model: z.string().min(1),
  inputConfig: z.looseObject({ instancesFormat: z.string(), gcsSource: z.looseObject({ uris: z.array(z.string()).min(1) }) }),
  outputConfig: z.looseObject({ predictionsFormat: z.string(), gcsDestination: z.looseObject({ outputUriPrefix: z.string().startsWith('gs://') }) }),
  dedicatedResources: z.looseObject({ machineSpec, startingReplicaCount: z.number().int().optional() }).optional(),
});

/** Cloud Run: where what scales to zero is served. */
export const createService = z.looseObject({
  name: z.string().min(1),
  template: z.looseObject({
    containers: z.array(z.looseObject({ image: z.string() })).min(1),
    scaling: z.looseObject({ minInstanceCount: z.number().int().min(0).default(0) }).prefault({}),
    annotations: z.looseObject({ model: z.string() }),
  }),
});
