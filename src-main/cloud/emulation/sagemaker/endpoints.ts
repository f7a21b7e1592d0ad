/** Models, endpoint configurations and endpoints: versions of the registry, served by the lab behind its gateway, in SageMaker's words. */
import { z } from 'zod';
import type { RolloutPlanInput } from '../../../contract/rollout.ts';
import { aws } from '../../plan/names.ts';
import { endpointState, invoke, type Served, serve } from '../endpoints.ts';
import { type Around, add, known, type Operation, operation, targetOf } from '../operation.ts';
import type { ResourceRow } from '../store.ts';
import { createEndpoint, createEndpointConfig, createModel, name, type Routing, updateEndpoint } from './shapes.ts';
import { epoch } from './training.ts';

const arn = (around: Pick<Around, 'region'>, kind: string, of: string) => aws.arn('sagemaker', around, `${kind}/${of}`);
const serverlessIdleSeconds = 900;

const configOf = (around: Pick<Around, 'store'>, of: string) => known(around, 'sagemaker', 'endpoint-config', of, `endpoint configuration ${of}`);

/** What an endpoint's configuration says, for the lab. */
function servedOf(row: Pick<ResourceRow, 'name'>, config: string, around: Pick<Around, 'store' | 'labName'>): Served {
  const [variant] = createEndpointConfig.parse(configOf(around, config).body).ProductionVariants;
  const { ModelName, InstanceType = null, InitialInstanceCount = 1, ServerlessConfig } = variant!;
  return {
    lab: around.labName(row.name),
    target: targetOf(known(around, 'sagemaker', 'model', ModelName, `model ${ModelName}`)),
    machine: InstanceType,
    replicas: InitialInstanceCount,
    idleSeconds: ServerlessConfig ? serverlessIdleSeconds : null,
  };
}

export function endpointView(row: ResourceRow, around: Around) {
  const body = createEndpoint.parse(row.body);
  const { state, failure } = endpointState(row, servedOf(row, body.EndpointConfigName, around), around);
  const status = { creating: 'Creating', updating: 'Updating', ready: 'InService', failed: 'Failed' }[state];
  return {
    EndpointName: row.name,
    EndpointArn: arn(around, 'endpoint', row.name),
    EndpointConfigName: body.EndpointConfigName,
    EndpointStatus: status,
    CreationTime: epoch(row.createdAt),
    LastModifiedTime: epoch(row.createdAt),
    ...(failure !== null && { FailureReason: failure.slice(0, 1024) }),
  };
}

const byModel = z.looseObject({ ModelName: name });
const byConfig = z.looseObject({ EndpointConfigName: name });
const byEndpoint = z.looseObject({ EndpointName: name });
const endpoint = (around: Pick<Around, 'store'>, of: string) => known(around, 'sagemaker', 'endpoint', of, `endpoint ${of}`);
const machineQuota = (around: Around, served: Served) => served.machine !== null && around.quota(served.machine, 'endpoint', served.replicas);

export const endpointOperations: Record<string, Operation> = {
  CreateModel: operation(
    'sagemaker:CreateModel',
    createModel,
    (body, around) => arn(around, 'model', body.ModelName),
    async (body, around) => {
      const link = { kind: 'version', ...around.behind.version(body.PrimaryContainer.ModelDataUrl) } as const;
      await add(around, { provider: 'sagemaker', kind: 'model', name: body.ModelName, body, link }, `Model ${body.ModelName}`);
      return { ModelArn: arn(around, 'model', body.ModelName) };
    },
  ),
  DescribeModel: operation(
    'sagemaker:DescribeModel',
    byModel,
    (body, around) => arn(around, 'model', body.ModelName),
    (body, around) => {
      const row = known(around, 'sagemaker', 'model', body.ModelName, `model ${body.ModelName}`);
      return { ...row.body, ModelArn: arn(around, 'model', row.name), CreationTime: epoch(row.createdAt) };
    },
  ),
  DeleteModel: operation(
    'sagemaker:DeleteModel',
    byModel,
    (body, around) => arn(around, 'model', body.ModelName),
    async (body, around) => {
      await around.store.drop('sagemaker', 'model', body.ModelName);
      around.changed();
      return {};
    },
  ),
  CreateEndpointConfig: operation(
    'sagemaker:CreateEndpointConfig',
    createEndpointConfig,
    (body, around) => arn(around, 'endpoint-config', body.EndpointConfigName),
    async (body, around) => {
      const made = { provider: 'sagemaker', kind: 'endpoint-config', name: body.EndpointConfigName, body, link: { kind: 'none' } } as const;
      await add(around, made, `Endpoint configuration ${body.EndpointConfigName}`);
      return { EndpointConfigArn: arn(around, 'endpoint-config', body.EndpointConfigName) };
    },
  ),
  DescribeEndpointConfig: operation(
    'sagemaker:DescribeEndpointConfig',
    byConfig,
    (body, around) => arn(around, 'endpoint-config', body.EndpointConfigName),
    (body, around) => {
      const row = configOf(around, body.EndpointConfigName);
      return { ...row.body, EndpointConfigArn: arn(around, 'endpoint-config', row.name), CreationTime: epoch(row.createdAt) };
    },
  ),
  CreateEndpoint: operation(
    'sagemaker:CreateEndpoint',
    createEndpoint,
    (body, around) => arn(around, 'endpoint', body.EndpointName),
    async (body, around) => {
      const served = servedOf({ name: body.EndpointName }, body.EndpointConfigName, around);
      machineQuota(around, served);
      const link = { kind: 'endpoint', name: served.lab } as const;
      const row = await add(
        around,
        { provider: 'sagemaker', kind: 'endpoint', name: body.EndpointName, body, link },
        `Endpoint ${body.EndpointName}`,
      );
      serve(row, served, around);
      return { EndpointArn: arn(around, 'endpoint', body.EndpointName) };
    },
  ),
  UpdateEndpoint: operation(
    'sagemaker:UpdateEndpoint',
    updateEndpoint,
    (body, around) => arn(around, 'endpoint', body.EndpointName),
    async (body, around) => {
      const row = endpoint(around, body.EndpointName);
      const { lab, target } = servedOf(row, body.EndpointConfigName, around);
      const routing = body.DeploymentConfig?.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration;
      await around.behind.rollout({ endpoint: lab, target, ...strategyOf(routing) });
      await around.store.put({ ...row, body });
      around.changed();
      return { EndpointArn: arn(around, 'endpoint', row.name) };
    },
  ),
  DescribeEndpoint: operation(
    'sagemaker:DescribeEndpoint',
    byEndpoint,
    (body, around) => arn(around, 'endpoint', body.EndpointName),
    (body, around) => endpointView(endpoint(around, body.EndpointName), around),
  ),
  DeleteEndpoint: operation(
    'sagemaker:DeleteEndpoint',
    byEndpoint,
    (body, around) => arn(around, 'endpoint', body.EndpointName),
    async (body, around) => {
      const { link } = endpoint(around, body.EndpointName);
      if (link.kind === 'endpoint') await around.behind.stopEndpoint(link.name);
      await around.store.drop('sagemaker', 'endpoint', body.EndpointName);
      around.changed();
      return {};
    },
  ),
  InvokeEndpoint: operation(
    'sagemaker:InvokeEndpoint',
    byEndpoint.extend({ Body: z.unknown() }),
    (body, around) => arn(around, 'endpoint', body.EndpointName),
    async (body, around) => {
      const row = endpoint(around, body.EndpointName);
      const served = servedOf(row, createEndpoint.parse(row.body).EndpointConfigName, around);
      const { answer, coldStartMs } = await invoke('sagemaker', row, served, body.Body, around);
      return { Body: answer, ContentType: 'application/json', InvokedProductionVariant: 'AllTraffic', ColdStartMs: coldStartMs };
    },
  ),
};

function strategyOf(routing: Routing | undefined): Pick<RolloutPlanInput, 'strategy' | 'weights' | 'holdMs' | 'watchMs'> {
  const holdMs = (routing?.WaitIntervalInSeconds ?? 30) * 1000;
  const canary = routing?.CanarySize?.Value ?? 10;
  const step = Math.max(5, routing?.LinearStepSize?.Value ?? 25);
  if (routing?.Type === 'CANARY') return { strategy: 'canary', weights: [canary], holdMs };
  if (routing?.Type === 'LINEAR') {
    const weights = Array.from({ length: Math.ceil(100 / step) - 1 }, (_, index) => step * (index + 1));
    return { strategy: 'canary', weights, holdMs };
  }
  return { strategy: 'blue-green', watchMs: holdMs };
}
