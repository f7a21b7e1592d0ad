/** `awsNeeds`: what a plan asks of SageMaker and its neighbours, after the permissions that AWS documents for execution roles. */
import type { CloudEndpoint, CloudPlan } from '../../contract/cloud-plan.ts';
import { aws, modelName } from './names.ts';
import { deployer, type Need, type Phase } from './need.ts';

/** The model server's image. */
const serverImage = 'bancada-servidor';

export function awsNeeds(plan: CloudPlan): Need[] {
  const { project, job, data, endpoints, schedule, region } = plan;
  const needs: Need[] = [];
  const add = (phase: Phase, target: string, role: string, actions: string[], resource: string, context: Record<string, string> = {}) => {
    for (const action of actions) needs.push({ phase, target, role, action, resource, context: { 'aws:RequestedRegion': region, ...context } });
  };
  const sagemaker = (rest: string) => aws.arn('sagemaker', plan, rest);
  const pass = (phase: Phase, target: string, by: string, role: string, service = 'sagemaker.amazonaws.com') =>
    add(phase, target, by, ['iam:PassRole'], aws.role(plan, role), { 'iam:PassedToService': service });
  const runs = (phase: Phase, target: string, role: string, image: string, logs: string) => {
    add(phase, target, role, ['ecr:GetAuthorizationToken'], '*');
    add(
      phase,
      target,
      role,
      ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
      aws.arn('ecr', plan, `repository/${image}`),
    );
    add(
      phase,
      target,
      role,
      ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      aws.arn('logs', plan, `log-group:/aws/sagemaker/${logs}:log-stream:${project}`),
    );
    add(phase, target, role, ['cloudwatch:PutMetricData'], '*', { 'cloudwatch:namespace': '/aws/sagemaker' });
  };
  const model = modelName(plan.model);
  const modelFiles = aws.s3(plan, `/models/${model}/model.tar.gz`);

  const training = sagemaker(`training-job/${project}-treino`);
  add('train', '', deployer, ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob'], training);
  pass('train', '', deployer, job.role);
  add('train', '', job.role, ['s3:ListBucket'], aws.s3(plan));
  for (const name of data) add('train', '', job.role, ['s3:GetObject'], aws.s3(plan, `/datasets/${name}`));
  add('train', '', job.role, ['s3:PutObject'], modelFiles);
  runs('train', '', job.role, job.pipeline, 'TrainingJobs');

  for (const role of new Set(endpoints.map((each) => each.role))) {
    add('model', role, deployer, ['sagemaker:CreateModel'], sagemaker(`model/${project}-${model}`));
    pass('model', role, deployer, role);
    add('model', role, role, ['s3:GetObject'], modelFiles);
  }
  for (const endpoint of endpoints) {
    const { name, role, mode } = endpoint;
    if (mode === 'batch') {
      add('batch', name, deployer, ['sagemaker:CreateTransformJob', 'sagemaker:DescribeTransformJob'], sagemaker(`transform-job/${project}-${name}`));
      add('batch', name, role, ['s3:GetObject'], aws.s3(plan, `/batch/${name}/input.csv`));
      add('batch', name, role, ['s3:PutObject'], aws.s3(plan, `/batch/${name}/output.csv`));
      runs('batch', name, role, serverImage, 'TransformJobs');
      continue;
    }
    add('endpoint', name, deployer, ['sagemaker:CreateEndpointConfig'], sagemaker(`endpoint-config/${project}-${name}`));
    add('endpoint', name, deployer, ['sagemaker:CreateEndpoint', 'sagemaker:DescribeEndpoint'], sagemaker(`endpoint/${project}-${name}`));
    if (isScaled(endpoint))
      add(
        'endpoint',
        name,
        deployer,
        ['application-autoscaling:RegisterScalableTarget', 'application-autoscaling:PutScalingPolicy'],
        aws.arn('application-autoscaling', plan, `scalable-target/${project}-${name}`),
      );
    runs('endpoint', name, role, serverImage, `Endpoints/${project}-${name}`);
  }
  if (schedule) {
    add('schedule', '', deployer, ['scheduler:CreateSchedule'], aws.arn('scheduler', plan, `schedule/default/${project}-treino`));
    pass('schedule', '', deployer, schedule.role, 'scheduler.amazonaws.com');
    add('schedule', '', schedule.role, ['sagemaker:CreateTrainingJob'], training);
    pass('schedule', '', schedule.role, job.role);
  }
  add('budget', '', deployer, ['budgets:ModifyBudget'], `arn:aws:budgets::000000000000:budget/${project}`);
  return needs;
}

export const isScaled = ({ mode, min, max }: Pick<CloudEndpoint, 'mode' | 'min' | 'max'>): boolean => mode === 'always-on' && max > min;
