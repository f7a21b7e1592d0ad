/** Transform jobs: batch predictions of the lab, in SageMaker's words. */
import { z } from 'zod';
import { aws } from '../../plan/names.ts';
import { type Around, add, known, type Operation, operation, targetOf } from '../operation.ts';
import type { ResourceRow } from '../store.ts';
import { createTransformJob, name } from './shapes.ts';
import { epoch } from './training.ts';

const arn = (around: Pick<Around, 'region'>, job: string) => aws.arn('sagemaker', around, `transform-job/${job}`);
const statuses = { running: 'InProgress', interrupted: 'Failed', done: 'Completed', failed: 'Failed', cancelled: 'Stopped' } as const;

export function transformJob(row: ResourceRow, around: Pick<Around, 'behind' | 'region'>) {
  const batch = row.link.kind === 'batch' ? around.behind.batch(row.link.id) : null;
  const status = batch ? statuses[batch.status] : 'Failed';
  return {
    ...createTransformJob.parse(row.body),
    TransformJobArn: arn(around, row.name),
    TransformJobStatus: status,
    CreationTime: epoch(row.createdAt),
    ...(batch && { TransformStartTime: epoch(batch.startedAt) }),
    ...(batch?.endedAt != null && { TransformEndTime: epoch(batch.endedAt) }),
    ...(status === 'Failed' && { FailureReason: (batch?.error?.message ?? batch?.status ?? 'removed').slice(0, 1024) }),
  };
}

const named = z.looseObject({ TransformJobName: name });
const find = (around: Around, job: string) => known(around, 'sagemaker', 'batch', job, `transform job ${job}`);

export const transformOperations: Record<string, Operation> = {
  CreateTransformJob: operation(
    'sagemaker:CreateTransformJob',
    createTransformJob,
    (body, around) => arn(around, body.TransformJobName),
    async (body, around) => {
      const { InstanceType, InstanceCount } = body.TransformResources;
      around.quota(InstanceType, 'transform job', InstanceCount);
      const model = known(around, 'sagemaker', 'model', body.ModelName, `model ${body.ModelName}`);
      const output = `${body.TransformOutput.S3OutputPath.replace(/\/+$/, '')}/${body.TransformJobName}.csv`;
      const id = await around.behind.startBatch(targetOf(model), body.TransformInput.DataSource.S3DataSource.S3Uri, output);
      const made = { provider: 'sagemaker', kind: 'batch', name: body.TransformJobName, body, link: { kind: 'batch', id } } as const;
      await add(around, made, `Transform job ${body.TransformJobName}`);
      return { TransformJobArn: arn(around, body.TransformJobName) };
    },
  ),
  DescribeTransformJob: operation(
    'sagemaker:DescribeTransformJob',
    named,
    (body, around) => arn(around, body.TransformJobName),
    (body, around) => transformJob(find(around, body.TransformJobName), around),
  ),
  StopTransformJob: operation(
    'sagemaker:StopTransformJob',
    named,
    (body, around) => arn(around, body.TransformJobName),
    async (body, around) => {
      const { link } = find(around, body.TransformJobName);
      if (link.kind === 'batch') await around.behind.stopBatch(link.id);
      around.changed();
      return {};
    },
  ),
};
