-- MLflow's registry in full: tags, stages, sources, versions logged by any client; and one history of whatever was done to a model.
-- The number of a deleted version is not given again.
ALTER TABLE registered_models ADD COLUMN last_version INTEGER NOT NULL DEFAULT 0;
UPDATE registered_models SET last_version = ifnull((SELECT max(version) FROM model_versions WHERE model = registered_models.id), 0);

CREATE TABLE registered_model_tags (
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;

-- `source` is what was asked for, `download_uri` what it means.
-- `digest` is null when the files are not one stored folder; `algorithm` is empty when we cannot serve them.
CREATE TABLE versions (
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  download_uri TEXT NOT NULL,
  digest TEXT,
  run_id TEXT,
  tracking_run_id TEXT,
  model_id TEXT,
  run_link TEXT NOT NULL DEFAULT '',
  user_id TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL DEFAULT 'None' CHECK (stage IN ('None', 'Staging', 'Production', 'Archived')),
  description TEXT NOT NULL DEFAULT '',
  algorithm TEXT NOT NULL,
  flavors TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  metrics TEXT NOT NULL,
  signature TEXT NOT NULL,
  input_example TEXT NOT NULL,
  creation_time INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL,
  PRIMARY KEY (model, version)
) STRICT, WITHOUT ROWID;
INSERT INTO versions (model, version, source, download_uri, digest, run_id, tracking_run_id, description, algorithm, flavors, bytes, metrics, signature,
                      input_example, creation_time, last_updated_time)
SELECT model, version, '', '', digest, run_id, tracking_run_id, description, algorithm, '["bancada"]', bytes, metrics, signature, input_example, creation_time,
       last_updated_time
FROM model_versions;

CREATE TABLE aliases (
  model INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  alias TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (model, alias),
  FOREIGN KEY (model, version) REFERENCES versions
) STRICT, WITHOUT ROWID;
INSERT INTO aliases SELECT model, alias, version FROM model_aliases;

DROP TABLE model_aliases;
DROP TABLE model_versions;
-- References follow a renamed table.
ALTER TABLE versions RENAME TO model_versions;
ALTER TABLE aliases RENAME TO model_aliases;
CREATE INDEX model_versions_by_run ON model_versions (tracking_run_id);
CREATE INDEX model_versions_by_digest ON model_versions (digest);

CREATE TABLE model_version_tags (
  model INTEGER NOT NULL,
  version INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (model, version, key),
  FOREIGN KEY (model, version) REFERENCES model_versions ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who did what to which model, when and why. It outlives the model, under the name it had then.
CREATE TABLE registry_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model INTEGER REFERENCES registered_models ON DELETE SET NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER,
  subject TEXT,
  before TEXT,
  after TEXT,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  comment TEXT NOT NULL DEFAULT '',
  -- The checks of the gate that had failed when it was forced, as JSON.
  forced TEXT NOT NULL DEFAULT '[]'
) STRICT;
INSERT INTO registry_events (model, name, kind, version, subject, before, after, made_by, made_at)
SELECT a.model, m.name, 'alias', a.to_version, a.alias, CAST(a.from_version AS TEXT), CAST(a.to_version AS TEXT), a.moved_by, a.moved_at
FROM alias_moves a JOIN registered_models m ON m.id = a.model ORDER BY a.id;
DROP TABLE alias_moves;
CREATE INDEX registry_events_of_model ON registry_events (model, id);

-- Cards that a person has edited; any other is written anew whenever it is read.
CREATE TABLE model_cards (
  model INTEGER NOT NULL,
  version INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('pt', 'en')),
  text TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (model, version, language),
  FOREIGN KEY (model, version) REFERENCES model_versions ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A folder of ours gets a place in the tree of artifacts, where any client finds it and which stays when its run goes.
INSERT INTO artifact_tree (folder, name, kind, digest, bytes)
SELECT 'registry/' || model, version, 'folder', digest, bytes FROM model_versions WHERE digest IS NOT NULL;
INSERT INTO artifact_tree (folder, name, kind) SELECT DISTINCT 'registry', model, 'folder' FROM model_versions;
INSERT INTO artifact_tree (folder, name, kind) SELECT '', 'registry', 'folder' FROM model_versions LIMIT 1;
UPDATE model_versions SET source = 'mlflow-artifacts:/registry/' || model || '/' || version, download_uri = 'mlflow-artifacts:/registry/' || model || '/' || version;
