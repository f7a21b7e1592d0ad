-- Models as MLflow 3 knows them: things of their own, which runs make and read, measured on data sets.
CREATE TABLE logged_models (
  id INTEGER PRIMARY KEY,
  model_id TEXT NOT NULL UNIQUE,
  experiment INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('UNSPECIFIED', 'PENDING', 'READY', 'UPLOAD_FAILED')),
  model_type TEXT NOT NULL DEFAULT '',
  source_run_id TEXT NOT NULL DEFAULT '',
  creation_time INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL,
  lifecycle_stage TEXT NOT NULL DEFAULT 'active' CHECK (lifecycle_stage IN ('active', 'deleted'))
) STRICT;
CREATE INDEX logged_models_of_experiment ON logged_models (experiment, lifecycle_stage, creation_time DESC, model_id);
CREATE INDEX logged_models_deleted ON logged_models (last_updated_time) WHERE lifecycle_stage = 'deleted';

CREATE TABLE logged_model_params (
  model INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE logged_model_tags (
  model INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

-- The key is the whole point, so that an exact duplicate is dropped by it; the newest of a key is its last row. NaN is kept as 0 with is_nan.
CREATE TABLE logged_model_metrics (
  model INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  step INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  dataset_name TEXT NOT NULL DEFAULT '',
  dataset_digest TEXT NOT NULL DEFAULT '',
  value REAL NOT NULL,
  is_nan INTEGER NOT NULL,
  PRIMARY KEY (model, key, timestamp, step, run_id, dataset_name, dataset_digest, value, is_nan)
) STRICT, WITHOUT ROWID;

-- A run read a model (step 0) or made one, at a step.
CREATE TABLE run_models (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('input', 'output')),
  model_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  PRIMARY KEY (run, role, model_id, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_models_by_model ON run_models (model_id, role, run);
