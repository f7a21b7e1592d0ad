/** `vertexFiles`: a pipeline as the request that creates a PipelineJob of Vertex AI, around the same intermediate representation that Kubeflow Pipelines takes. */
import type { ExportFile } from '../files.ts';
import { kfpPipeline, paramName } from './kfp.ts';
import type { PipelineSubject } from './subject.ts';

export function vertexFiles(subject: PipelineSubject, about: string): ExportFile[] {
  const { name, params } = subject;
  const job = {
    displayName: name,
    labels: { origem: 'bancada' },
    runtimeConfig: {
      gcsOutputDirectory: 'gs://bancada-exemplo/pipelines',
      parameterValues: Object.fromEntries(params.map((param) => [paramName(param.name), param.default])),
      failurePolicy: 'PIPELINE_FAILURE_POLICY_FAIL_FAST',
    },
    serviceAccount: 'bancada-treino@PROJECT.iam.gserviceaccount.com',
    pipelineSpec: { ...kfpPipeline(subject), pipelineInfo: { name, description: about } },
  };
  return [{ path: 'pipeline-job.json', content: `${JSON.stringify(job, null, 2)}\n` }];
}
