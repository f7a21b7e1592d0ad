/** What can be exported, and to where. */
import type { EndpointTarget, PipelineTarget, Solution } from '#contract';

export type Exported = { kind: 'endpoint'; subject: string } | { kind: 'pipeline'; subject: string; solution: Solution };

const endpointTargets: readonly EndpointTarget[] = ['kubernetes', 'kserve', 'compose', 'swarm'];
const pipelineTargets: readonly PipelineTarget[] = ['kfp', 'argo', 'airflow', 'vertex', 'sagemaker'];

export const targetsOf = ({ kind }: Exported) => (kind === 'endpoint' ? endpointTargets : pipelineTargets);
