/** Training jobs: runs of pipelines, in SageMaker's words. A job's state is that of its run. */
import { z } from 'zod';
import type { RunStatus } from '../../../contract/pipelines.ts';
import { aws } from '../../plan/names.ts';
import { type Around, add, known, type Operation, operation } from '../operation.ts';
import type { ResourceRow } from '../store.ts';
import { createTrainingJob, name } from './shapes.ts';

export const epoch = (ms: number): number => ms / 1000;
const arn = (around: Pick<Around, 'region'>, job: string) => aws.arn('sagemaker', around, `training-job/${job}`);

const statuses: Record<RunStatus, { TrainingJobStatus: string; SecondaryStatus: string }> = {
  pending: { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Starting' },
  running: { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Training' },
  succeeded: { TrainingJobStatus: 'Completed', SecondaryStatus: 'Completed' },
  failed: { TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' },
  cancelled: { TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' },
};

export function trainingJob(row: ResourceRow, around: Pick<Around, 'behind' | 'region'>) {
  const body = createTrainingJob.parse(row.body);
  const run = row.link.kind === 'run' ? around.behind.run(row.link.id) : null;
  const status = statuses[run?.status ?? 'failed'];
  const { endedAt = null, durationMs = 0 } = run ?? {};
  const seconds = Math.round(durationMs / 1000);
  const made = run?.model ? `models/${run.model.name}/${run.model.version}` : row.name;
  return {
    ...body,
    ...status,
    TrainingJobArn: arn(around, row.name),
    CreationTime: epoch(row.createdAt),
    LastModifiedTime: epoch(endedAt ?? row.createdAt),
    ...(run && { TrainingStartTime: epoch(run.startedAt) }),
    ...(endedAt !== null && {
      TrainingEndTime: epoch(endedAt),
      TrainingTimeInSeconds: Math.max(1, seconds),
      BillableTimeInSeconds: Math.max(1, seconds),
    }),
    ModelArtifacts: { S3ModelArtifacts: `${body.OutputDataConfig.S3OutputPath.replace(/\/+$/, '')}/${made}/model.tar.gz` },
    ...(status.TrainingJobStatus === 'Failed' && {
      FailureReason: `AlgorithmError: ${run?.error?.message ?? 'the run behind this job was removed'}`.slice(0, 1024),
    }),
    FinalMetricDataList: Object.entries(run?.metrics ?? {}).map(([MetricName, Value]) => ({
      MetricName,
      Value,
      Timestamp: epoch(endedAt ?? row.createdAt),
    })),
  };
}

const named = z.looseObject({ TrainingJobName: name });
const find = (around: Around, job: string) => known(around, 'sagemaker', 'job', job, `training job ${job}`);

export const trainingOperations: Record<string, Operation> = {
  CreateTrainingJob: operation(
    'sagemaker:CreateTrainingJob',
    createTrainingJob,
    (body, around) => arn(around, body.TrainingJobName),
    async (body, around) => {
      const { InstanceType, InstanceCount } = body.ResourceConfig;
      around.quota(InstanceType, 'training job', InstanceCount);
      const id = await (around.startRun ?? around.behind.startRun)(body.AlgorithmSpecification.TrainingImage, body.HyperParameters);
      const made = { provider: 'sagemaker', kind: 'job', name: body.TrainingJobName, body, link: { kind: 'run', id } } as const;
      await add(around, made, `Training job ${body.TrainingJobName}`);
      return { TrainingJobArn: arn(around, body.TrainingJobName) };
    },
  ),
  DescribeTrainingJob: operation(
    'sagemaker:DescribeTrainingJob',
    named,
    (body, around) => arn(around, body.TrainingJobName),
    (body, around) => trainingJob(find(around, body.TrainingJobName), around),
  ),
  ListTrainingJobs: operation(
    'sagemaker:ListTrainingJobs',
    z.looseObject({ MaxResults: z.number().int().min(1).max(100).default(10) }),
    () => '*',
    (body, around) => ({
      TrainingJobSummaries: around.store
        .all()
        .filter(({ provider, kind }) => provider === 'sagemaker' && kind === 'job')
        .slice(0, body.MaxResults)
        .map((row) => trainingJob(row, around))
        .map(({ TrainingJobName, TrainingJobArn, TrainingJobStatus, CreationTime, LastModifiedTime }) => ({
          ...{ TrainingJobName, TrainingJobArn, TrainingJobStatus, CreationTime, LastModifiedTime },
        })),
    }),
  ),
  StopTrainingJob: operation(
    'sagemaker:StopTrainingJob',
    named,
    (body, around) => arn(around, body.TrainingJobName),
    async (body, around) => {
      const { link } = find(around, body.TrainingJobName);
      if (link.kind === 'run') await around.behind.stopRun(link.id);
      around.changed();
      return {};
    },
  ),
};
