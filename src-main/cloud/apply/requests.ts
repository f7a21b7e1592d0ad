/** What a plan says, as bodies of calls: how a deployment description becomes requests of each provider. */
import type { CloudEndpoint, CloudPlan } from '../../contract/cloud-plan.ts';
import { account, aws, bucketOf, modelName } from '../plan/names.ts';

export interface Request {
  operation: string;
  body: Record<string, unknown>;
}

interface Version {
  name: string;
  version: string;
}

export interface Requests {
  train(machine: string, id: string): Request;
  model(version: Version, id: string): Request;
  endpoint(endpoint: CloudEndpoint, id: string): Request[];
  batch(endpoint: CloudEndpoint, data: string, id: string): Request;
  invoke(endpoint: CloudEndpoint, row: Record<string, unknown>, id: string): Request;
}

const nameOf = ({ project }: CloudPlan, part: string, id: string) => `${project}-${part}-${id}`;

/** `tag`: whose solution of the pipeline, as in `…/11-nuvem:workspace`. */
export function sagemakerRequests(plan: CloudPlan, tag: string): Requests {
  const bucket = `s3://${bucketOf(plan)}`;
  const image = (name: string) => `${account}.dkr.ecr.${plan.region}.amazonaws.com/${name}`;
  const modelOf = (id: string) => nameOf(plan, modelName(plan.model), id);
  return {
    train: (machine, id) => ({
      operation: 'CreateTrainingJob',
      body: {
        TrainingJobName: nameOf(plan, 'treino', id),
        AlgorithmSpecification: { TrainingImage: image(`${plan.job.pipeline}:${tag}`), TrainingInputMode: 'File' },
        RoleArn: aws.role(plan, plan.job.role),
        InputDataConfig: plan.data.map((name) => ({
          ChannelName: name,
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `${bucket}/datasets/${name}`, S3DataDistributionType: 'FullyReplicated' } },
        })),
        OutputDataConfig: { S3OutputPath: bucket },
        ResourceConfig: { InstanceType: machine, InstanceCount: 1, VolumeSizeInGB: 30 },
        StoppingCondition: { MaxRuntimeInSeconds: plan.job.maxSeconds, ...(plan.job.spot && { MaxWaitTimeInSeconds: plan.job.maxSeconds }) },
        EnableManagedSpotTraining: plan.job.spot,
      },
    }),
    model: ({ name, version }, id) => ({
      operation: 'CreateModel',
      body: {
        ModelName: modelOf(id),
        ExecutionRoleArn: aws.role(plan, plan.endpoints[0]!.role),
        PrimaryContainer: { Image: image('bancada-servidor'), ModelDataUrl: `${bucket}/models/${name}/${version}/model.tar.gz` },
      },
    }),
    endpoint(endpoint, id) {
      const { name, machine, min, mode, memoryGib = 2, max } = endpoint;
      const capacity =
        mode === 'scale-to-zero'
          ? { ServerlessConfig: { MemorySizeInMB: memoryGib * 1024, MaxConcurrency: Math.max(1, max) } }
          : { InstanceType: machine, InitialInstanceCount: Math.max(1, min) };
      const config = nameOf(plan, name, id);
      return [
        {
          operation: 'CreateEndpointConfig',
          body: { EndpointConfigName: config, ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: modelOf(id), ...capacity }] },
        },
        { operation: 'CreateEndpoint', body: { EndpointName: config, EndpointConfigName: config } },
      ];
    },
    batch: ({ name, machine }, data, id) => ({
      operation: 'CreateTransformJob',
      body: {
        TransformJobName: nameOf(plan, name, id),
        ModelName: modelOf(id),
        TransformInput: { ContentType: 'text/csv', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `${bucket}/datasets/${data}` } } },
        TransformOutput: { S3OutputPath: `${bucket}/batch/${name}` },
        TransformResources: { InstanceType: machine, InstanceCount: 1 },
      },
    }),
    invoke: ({ name }, row, id) => ({ operation: 'InvokeEndpoint', body: { EndpointName: nameOf(plan, name, id), Body: row } }),
  };
}

export function vertexRequests(plan: CloudPlan, tag: string): Requests {
  const bucket = `gs://${bucketOf(plan)}`;
  const image = (name: string) => `${plan.region}-docker.pkg.dev/${plan.project}/${name}`;
  const modelOf = (id: string) => nameOf(plan, modelName(plan.model), id);
  return {
    train: (machine, id) => ({
      operation: 'customJobs.create',
      body: {
        displayName: nameOf(plan, 'treino', id),
        jobSpec: {
          serviceAccount: `${plan.project}-${plan.job.role}@${plan.project}.iam.gserviceaccount.com`,
          scheduling: { timeout: `${String(plan.job.maxSeconds)}s`, ...(plan.job.spot && { strategy: 'SPOT' }) },
          workerPoolSpecs: [
            { machineSpec: { machineType: machine }, replicaCount: '1', containerSpec: { imageUri: image(`${plan.job.pipeline}:${tag}`) } },
          ],
        },
      },
    }),
    model: ({ name, version }, id) => ({
      operation: 'models.upload',
      body: {
        model: {
          displayName: modelOf(id),
          artifactUri: `${bucket}/models/${name}/${version}`,
          containerSpec: { imageUri: image('bancada-servidor') },
        },
      },
    }),
    endpoint(endpoint, id) {
      const name = nameOf(plan, endpoint.name, id);
      if (endpoint.mode === 'scale-to-zero') {
        const template = {
          containers: [{ image: image('bancada-servidor') }],
          scaling: { minInstanceCount: 0 },
          annotations: { model: modelOf(id) },
        };
        return [{ operation: 'run.services.create', body: { name, template } }];
      }
      const { machine, min, max } = endpoint;
      const dedicatedResources = { machineSpec: { machineType: machine }, minReplicaCount: Math.max(1, min), maxReplicaCount: max };
      return [
        { operation: 'endpoints.create', body: { displayName: name } },
        { operation: 'endpoints.deployModel', body: { name, deployedModel: { model: modelOf(id), dedicatedResources }, trafficSplit: { 0: 100 } } },
      ];
    },
    batch: ({ name, machine }, data, id) => ({
      operation: 'batchPredictionJobs.create',
      body: {
        displayName: nameOf(plan, name, id),
        model: modelOf(id),
        inputConfig: { instancesFormat: 'csv', gcsSource: { uris: [`${bucket}/datasets/${data}`] } },
        outputConfig: { predictionsFormat: 'csv', gcsDestination: { outputUriPrefix: `${bucket}/batch/${name}` } },
        dedicatedResources: { machineSpec: { machineType: machine }, startingReplicaCount: 1 },
      },
    }),
    invoke: ({ name }, row, id) => ({ operation: 'endpoints.predict', body: { name: nameOf(plan, name, id), instances: [row] } }),
  };
}
