/** Tags with a meaning: MLflow's own, and ours. */
export const nameTag = 'mlflow.runName';
export const parentTag = 'mlflow.parentRunId';
export const noteTag = 'mlflow.note.content';
/** What a data set was read for. */
export const datasetContextTag = 'mlflow.data.context';
/** The models that MLflow 2 logged to a run, as JSON. */
export const loggedModelsTag = 'mlflow.log-model.history';
/** The pipeline run that a tracked run belongs to. */
export const pipelineRunTag = 'bancada.pipelineRunId';
