-- MLflow's registry: models, their versions, aliases; and who moved which alias when.
CREATE TABLE registered_models (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT '',
  creation_time INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL
) STRICT;

CREATE TABLE model_versions (
  model INTEGER NOT NULL REFERENCES registered_models,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  run_id TEXT,
  tracking_run_id TEXT,
  description TEXT NOT NULL DEFAULT '',
  algorithm TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  metrics TEXT NOT NULL,
  signature TEXT NOT NULL,
  input_example TEXT NOT NULL,
  creation_time INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL,
  PRIMARY KEY (model, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_aliases (
  model INTEGER NOT NULL,
  alias TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (model, alias),
  FOREIGN KEY (model, version) REFERENCES model_versions
) STRICT, WITHOUT ROWID;

CREATE TABLE alias_moves (
  id INTEGER PRIMARY KEY,
  model INTEGER NOT NULL REFERENCES registered_models,
  alias TEXT NOT NULL,
  from_version INTEGER,
  to_version INTEGER,
  moved_by TEXT NOT NULL,
  moved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX alias_moves_of_model ON alias_moves (model, id);
