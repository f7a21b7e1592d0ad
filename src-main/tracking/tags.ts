/** Tags with a meaning: MLflow's own, and ours. */
export const nameTag = 'mlflow.runName';
export const parentTag = 'mlflow.parentRunId';
export const noteTag = 'mlflow.note.content';
/** The pipeline run that a tracked run belongs to. */
export const pipelineRunTag = 'bancada.pipelineRunId';
