/** `modelOut`: a logged model as MLflow's clients read it. */
import type { LoggedModel, ModelStatus } from '../../tracking/index.ts';
import { doubleOut } from '../wire.ts';

export function modelOut(model: LoggedModel) {
  return {
    info: {
      model_id: model.modelId,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.createdAt,
      last_updated_timestamp_ms: model.updatedAt,
      artifact_uri: model.artifactUri,
      status: statusOut(model.status),
      model_type: model.modelType,
      source_run_id: model.sourceRunId,
      tags: model.tags,
      registrations: model.registrations,
    },
    data: {
      params: model.params,
      metrics: model.metrics.map(({ key, value, timestamp, step, runId, datasetName, datasetDigest }) => ({
        key,
        value: doubleOut(value),
        timestamp,
        step,
        model_id: model.modelId,
        run_id: runId,
        ...(datasetName && { dataset_name: datasetName }),
        ...(datasetDigest && { dataset_digest: datasetDigest }),
      })),
    },
  };
}

export function statusOut(status: ModelStatus) {
  return status === 'UNSPECIFIED' ? ('LOGGED_MODEL_STATUS_UNSPECIFIED' as const) : (`LOGGED_MODEL_${status}` as const);
}
