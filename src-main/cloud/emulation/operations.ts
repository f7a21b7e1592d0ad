/** Every operation of the simulated providers, by the name that their APIs give it. */
import type { CloudProvider } from '../../contract/cloud-plan.ts';
import type { Operation } from './operation.ts';
import { endpointOperations as sagemakerEndpoints } from './sagemaker/endpoints.ts';
import { trainingOperations } from './sagemaker/training.ts';
import { transformOperations } from './sagemaker/transform.ts';
import { endpointOperations as vertexEndpoints } from './vertex/endpoints.ts';
import { jobOperations } from './vertex/jobs.ts';
import { listOperations } from './vertex/lists.ts';
import { pipelineJobOperations } from './vertex/pipeline-jobs.ts';

export const operations: Record<CloudProvider, Readonly<Record<string, Operation>>> = {
  sagemaker: { ...trainingOperations, ...transformOperations, ...sagemakerEndpoints },
  vertex: { ...jobOperations, ...pipelineJobOperations, ...vertexEndpoints, ...listOperations },
};
