/** `sagemakerFiles`: a pipeline as a definition of SageMaker Pipelines: a processing step for each task, in the exported images; what is passed on lies in a bucket. */
import type { ParamSpec } from '../../contract/pipelines.ts';
import type { ExportFile } from '../files.ts';
import { conditionsOf } from './sagemaker-condition.ts';
import type { PipelineSubject, Task } from './subject.ts';

const types = { integer: 'Integer', number: 'Float', string: 'String', boolean: 'Boolean' } as const;
const work = '/opt/ml/processing';
const get = (path: string) => ({ Get: path });
const joined = (on: string, ...Values: (string | { Get: string })[]) => ({ 'Std:Join': { On: on, Values } });
const text = ({ name }: Pick<ParamSpec, 'name'>) => joined('', get(`Parameters.${name}`));
const conditionName = (task: string) => `${task}-when`;

export function sagemakerFiles(subject: PipelineSubject, about: string): ExportFile[] {
  const { params, tasks } = subject;
  const definition = {
    Version: '2020-12-01',
    Metadata: { Description: about.slice(0, 4000) },
    Parameters: [
      { Name: 'RoleArn', Type: 'String', DefaultValue: 'arn:aws:iam::000000000000:role/bancada-treino' },
      { Name: 'Bucket', Type: 'String', DefaultValue: 's3://bancada-exemplo' },
      { Name: 'InstanceType', Type: 'String', DefaultValue: machineFor(tasks) },
      ...params.map(({ name, type, default: DefaultValue }) => ({ Name: name, Type: types[type], DefaultValue })),
    ],
    PipelineExperimentConfig: { ExperimentName: get('Execution.PipelineName'), TrialName: get('Execution.PipelineExecutionId') },
    Steps: tasks.map((task) => stepOf(task, subject)),
  };
  return [{ path: 'pipeline.json', content: `${JSON.stringify(definition, null, 2)}\n` }];
}

/** The smallest that holds the largest task. */
function machineFor(tasks: readonly Task[]): string {
  const gib = Math.max(...tasks.map(({ limits }) => limits.memoryBytes / 2 ** 30));
  const cpus = Math.max(...tasks.map(({ limits }) => limits.cpus));
  if (cpus <= 2 && gib <= 8) return 'ml.m5.large';
  return cpus <= 4 && gib <= 16 ? 'ml.m5.xlarge' : 'ml.m5.4xlarge';
}

function stepOf(task: Task, { tasks, params }: PipelineSubject): object {
  const conditional = new Set(tasks.filter(({ when }) => when !== null).map(({ name }) => name));
  const DependsOn = task.needs.map((name) => (conditional.has(name) ? conditionName(name) : name));
  const depends = DependsOn.length > 0 ? { DependsOn } : {};
  if (task.when === null) return { ...processing(task), ...depends };
  const Arguments = { Conditions: conditionsOf(task.when, params), IfSteps: [processing(task)], ElseSteps: [] };
  return { Name: conditionName(task.name), Type: 'Condition', Arguments, ...depends };
}

function processing({ id, name, image, command, inputs, outputs, params, timeoutSeconds, retries }: Task) {
  const ContainerArguments = [
    ...['--step', id, '--run'],
    get('Execution.PipelineExecutionId'),
    ...params.flatMap((param) => ['--param', param.name, text(param)]),
    ...inputs.flatMap((input) => ['--in', input.key, `${work}/input/${input.name}/${input.fileName}`]),
    ...outputs.flatMap((output) => ['--out', output.name, `${work}/output/${output.name}/${output.fileName}`]),
  ];
  return {
    Name: name,
    Type: 'Processing',
    DisplayName: name,
    Arguments: {
      ProcessingResources: { ClusterConfig: { InstanceType: get('Parameters.InstanceType'), InstanceCount: 1, VolumeSizeInGB: 30 } },
      AppSpecification: { ImageUri: image, ContainerEntrypoint: command, ContainerArguments },
      RoleArn: get('Parameters.RoleArn'),
      ProcessingInputs: inputs.map((input) => ({
        InputName: input.name,
        AppManaged: false,
        S3Input: {
          S3Uri: get(`Steps.${input.from}.ProcessingOutputConfig.Outputs['${input.output}'].S3Output.S3Uri`),
          LocalPath: `${work}/input/${input.name}`,
          ...{ S3DataType: 'S3Prefix', S3InputMode: 'File', S3DataDistributionType: 'FullyReplicated', S3CompressionType: 'None' },
        },
      })),
      ProcessingOutputConfig: {
        Outputs: outputs.map((output) => ({
          OutputName: output.name,
          AppManaged: false,
          S3Output: {
            S3Uri: joined('/', get('Parameters.Bucket'), get('Execution.PipelineExecutionId'), name, output.name),
            LocalPath: `${work}/output/${output.name}`,
            S3UploadMode: 'EndOfJob',
          },
        })),
      },
      StoppingCondition: { MaxRuntimeInSeconds: Math.max(1, timeoutSeconds) },
    },
    CacheConfig: { Enabled: true, ExpireAfter: 'P30D' },
    ...(retries.max > 0 && {
      RetryPolicies: [
        {
          ExceptionType: [
            'Step.SERVICE_FAULT',
            'Step.THROTTLING',
            'SageMaker.JOB_INTERNAL_ERROR',
            'SageMaker.CAPACITY_ERROR',
            'SageMaker.RESOURCE_LIMIT',
          ],
          IntervalSeconds: Math.max(1, retries.delaySeconds),
          BackoffRate: Math.max(1, retries.factor),
          MaxAttempts: retries.max,
        },
      ],
    }),
  };
}
