-- The rest of MLflow's model: tags and places of experiments, owners of runs, when something was deleted, and the data sets that runs read.
ALTER TABLE experiments ADD COLUMN artifact_location TEXT NOT NULL DEFAULT '';
UPDATE experiments SET artifact_location = 'mlflow-artifacts:/' || experiment_id;

CREATE TABLE experiment_tags (
  experiment INTEGER NOT NULL REFERENCES experiments,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (experiment, key)
) STRICT, WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN deleted_time INTEGER;
UPDATE runs SET deleted_time = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE lifecycle_stage = 'deleted';
CREATE INDEX runs_deleted ON runs (deleted_time) WHERE lifecycle_stage = 'deleted';

-- A metric is written only after its run was found, so the check of each row against its run is left out; and what is collected goes bit by bit,
-- so that nobody waits for it: the run at once, its points afterwards.
CREATE TABLE points (
  run INTEGER NOT NULL,
  key TEXT NOT NULL,
  step INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  value REAL NOT NULL,
  is_nan INTEGER NOT NULL,
  PRIMARY KEY (run, key, step, timestamp, value, is_nan)
) STRICT, WITHOUT ROWID;
INSERT INTO points SELECT run, key, step, timestamp, value, is_nan FROM metrics;
DROP TABLE metrics;
ALTER TABLE points RENAME TO metrics;
-- Runs that are gone while points of theirs are still there. Their numbers are not given again before that.
CREATE TABLE collected_runs (run INTEGER PRIMARY KEY) STRICT;

-- What lets a chart find its steps without reading a history: the lowest step, and whether each point came at exactly the last step + 1.
ALTER TABLE latest_metrics ADD COLUMN first_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE latest_metrics ADD COLUMN contiguous INTEGER NOT NULL DEFAULT 0;
UPDATE latest_metrics SET (first_step, contiguous) = (
  SELECT min(m.step), count(*) = max(m.step) - min(m.step) + 1 AND count(*) = count(DISTINCT m.step)
  FROM metrics m WHERE m.run = latest_metrics.run AND m.key = latest_metrics.key
);

CREATE TABLE datasets (
  id INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL REFERENCES experiments,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  source_type TEXT NOT NULL,
  source TEXT NOT NULL,
  schema TEXT,
  profile TEXT,
  UNIQUE (experiment, name, digest)
) STRICT;

-- A run read a data set; the tag mlflow.data.context says for what (training, validation…).
CREATE TABLE dataset_inputs (
  run INTEGER NOT NULL REFERENCES runs,
  dataset INTEGER NOT NULL REFERENCES datasets,
  PRIMARY KEY (run, dataset)
) STRICT, WITHOUT ROWID;
CREATE INDEX dataset_inputs_by_dataset ON dataset_inputs (dataset, run);

CREATE TABLE dataset_input_tags (
  run INTEGER NOT NULL,
  dataset INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, dataset, key),
  FOREIGN KEY (run, dataset) REFERENCES dataset_inputs
) STRICT, WITHOUT ROWID;
