/** `runOut`, `runInfoOut`: a run as MLflow's clients read it. */
import type { DatasetInput, ModelLink, RunEntity, RunInfo } from '../../tracking/index.ts';
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

/** What a run read and made, beside its data. */
interface Around {
  datasets: readonly DatasetInput[];
  modelsIn: readonly ModelLink[];
  modelsOut: readonly ModelLink[];
}

export function runOut({ info, metrics, params, tags }: RunEntity, { datasets, modelsIn, modelsOut }: Around) {
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
      model_inputs: modelsIn.map(({ modelId }) => ({ model_id: modelId })),
    },
    outputs: { model_outputs: modelsOut.map(({ modelId, step }) => ({ model_id: modelId, step })) },
  };
}
