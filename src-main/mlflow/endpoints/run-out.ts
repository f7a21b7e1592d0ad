/** `runOut`, `runInfoOut`: a run as MLflow's clients read it. */
import type { DatasetInput, RunEntity, RunInfo } from '../../tracking/index.ts';
import { doubleOut } from '../wire.ts';

export function runInfoOut(info: RunInfo) {
  return {
    run_id: info.runId,
    run_uuid: info.runId,
    run_name: info.name,
    experiment_id: info.experimentId,
    user_id: info.userId,
    status: info.status,
    start_time: info.startTime,
    ...(info.endTime !== null && { end_time: info.endTime }),
    artifact_uri: info.artifactUri,
    lifecycle_stage: info.lifecycle,
  };
}

export function runOut({ info, metrics, params, tags }: RunEntity, datasets: readonly DatasetInput[]) {
  return {
    info: runInfoOut(info),
    data: {
      metrics: metrics.map(({ key, value, timestamp, step }) => ({ key, value: doubleOut(value), timestamp, step })),
      params,
      tags,
    },
    inputs: {
      dataset_inputs: datasets.map(({ dataset: { sourceType, schema, profile, ...dataset }, tags }) => ({
        dataset: { ...dataset, source_type: sourceType, ...(schema !== null && { schema }), ...(profile !== null && { profile }) },
        tags,
      })),
    },
  };
}
