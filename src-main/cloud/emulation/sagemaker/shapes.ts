/** Bodies of SageMaker's calls: what must be there as in its API; what we do not read stays as it came. */
import { z } from 'zod';

export const name = z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
const machine = z.string().regex(/^ml\.[\w]+\.[\w]+$/);
const count = z.number().int().min(1);

export const createTrainingJob = z.looseObject({
  TrainingJobName: name,
  AlgorithmSpecification: z.looseObject({ TrainingImage: z.string().min(1), TrainingInputMode: z.enum(['File', 'Pipe', 'FastFile']) }),
  RoleArn: z.string().min(20),
  OutputDataConfig: z.looseObject({ S3OutputPath: z.string().startsWith('s3://') }),
  ResourceConfig: z.looseObject({ InstanceType: machine, InstanceCount: count, VolumeSizeInGB: count }),
  StoppingCondition: z.looseObject({ MaxRuntimeInSeconds: count.optional() }),
  HyperParameters: z.record(z.string(), z.string()).default({}),
});

export const createModel = z.looseObject({
  ModelName: name,
  ExecutionRoleArn: z.string().optional(),
  PrimaryContainer: z.looseObject({ Image: z.string().optional(), ModelDataUrl: z.string().startsWith('s3://') }),
});

const variant = z.looseObject({
  VariantName: name,
  ModelName: name,
  InstanceType: machine.optional(),
  InitialInstanceCount: count.optional(),
  ServerlessConfig: z.looseObject({ MemorySizeInMB: z.number().int(), MaxConcurrency: count.max(200) }).optional(),
});
export const createEndpointConfig = z.looseObject({ EndpointConfigName: name, ProductionVariants: z.array(variant).length(1) });
export const createEndpoint = z.looseObject({ EndpointName: name, EndpointConfigName: name });

const routing = z.looseObject({
  Type: z.enum(['ALL_AT_ONCE', 'CANARY', 'LINEAR']),
  WaitIntervalInSeconds: z.number().int().min(0).max(3600),
  CanarySize: z.looseObject({ Value: z.number() }).optional(),
  LinearStepSize: z.looseObject({ Value: z.number() }).optional(),
});
const deployment = z.looseObject({ BlueGreenUpdatePolicy: z.looseObject({ TrafficRoutingConfiguration: routing }).optional() });
export const updateEndpoint = createEndpoint.extend({ DeploymentConfig: deployment.optional() });

export const createTransformJob = z.looseObject({
  TransformJobName: name,
  ModelName: name,
  TransformInput: z.looseObject({ DataSource: z.looseObject({ S3DataSource: z.looseObject({ S3DataType: z.string(), S3Uri: z.string() }) }) }),
  TransformOutput: z.looseObject({ S3OutputPath: z.string().startsWith('s3://') }),
  TransformResources: z.looseObject({ InstanceType: machine, InstanceCount: count }),
});

export type Routing = z.output<typeof routing>;
