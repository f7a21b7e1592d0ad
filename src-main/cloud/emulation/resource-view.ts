/** `resourceView`: a row as lists show it: its full name, and its state in the provider's words. */
import type { CloudResource } from '../../contract/cloud.ts';
import { aws } from '../plan/names.ts';
import { endpointState } from './endpoints.ts';
import type { Around } from './operation.ts';
import { endpointView } from './sagemaker/endpoints.ts';
import { trainingJob } from './sagemaker/training.ts';
import { transformJob } from './sagemaker/transform.ts';
import type { ResourceRow } from './store.ts';
import { servedOf } from './vertex/endpoints.ts';
import { batchJob, customJob } from './vertex/jobs.ts';
import { fullName } from './vertex/names.ts';
import { isPipelineJob, pipelineJob } from './vertex/pipeline-jobs.ts';

const arnKinds = { job: 'training-job', model: 'model', 'endpoint-config': 'endpoint-config', endpoint: 'endpoint', batch: 'transform-job' } as const;
const vertexKinds = {
  job: 'customJobs',
  model: 'models',
  'endpoint-config': 'endpoints',
  endpoint: 'endpoints',
  batch: 'batchPredictionJobs',
} as const;

export function resourceView(row: ResourceRow, around: Around): CloudResource {
  const { provider, kind, name, link, createdAt } = row;
  const { state, failure } = provider === 'sagemaker' ? sagemakerState(row, around) : vertexState(row, around);
  const vertexKind = isPipelineJob(row) ? 'pipelineJobs' : vertexKinds[kind];
  const id = provider === 'sagemaker' ? aws.arn('sagemaker', around, `${arnKinds[kind]}/${name}`) : fullName(around, vertexKind, name);
  return { provider, kind, name, id, state, failure, createdAt, link };
}

function sagemakerState(row: ResourceRow, around: Around): { state: string; failure: string | null } {
  if (row.kind === 'job') {
    const { TrainingJobStatus: state, FailureReason = null } = trainingJob(row, around);
    return { state, failure: FailureReason };
  }
  if (row.kind === 'batch') {
    const { TransformJobStatus: state, FailureReason = null } = transformJob(row, around);
    return { state, failure: FailureReason };
  }
  if (row.kind !== 'endpoint') return { state: 'Created', failure: null };
  const { EndpointStatus: state, FailureReason = null } = endpointView(row, around);
  return { state: state ?? 'Failed', failure: FailureReason };
}

const words = { creating: 'DEPLOYING', updating: 'UPDATING', ready: 'DEPLOYED', failed: 'FAILED' } as const;

function vertexState(row: ResourceRow, around: Around): { state: string; failure: string | null } {
  if (row.kind === 'job') return jobState(isPipelineJob(row) ? pipelineJob(row, around) : customJob(row, around));
  if (row.kind === 'batch') return jobState(batchJob(row, around));
  if (row.kind !== 'endpoint') return { state: 'ACTIVE', failure: null };
  const served = servedOf(row, around);
  if (!served) return { state: 'EMPTY', failure: null };
  const { state, failure } = endpointState(row, served, around);
  return { state: words[state], failure };
}

const jobState = ({ state, error }: { state: string; error?: { message: string } }) => ({ state, failure: error?.message ?? null });
