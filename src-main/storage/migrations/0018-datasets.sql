-- Data sets in versions. What a version holds is a content, known by the sha256 of its bytes; a content is a list of chunks, and a chunk that several contents
-- share is stored once. Chunks lie one after another in pack files (artifacts/data/packs).
CREATE TABLE data_packs (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE data_chunks (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  pack INTEGER NOT NULL REFERENCES data_packs,
  start INTEGER NOT NULL
) STRICT;
CREATE INDEX data_chunks_by_pack ON data_chunks (pack, start);

-- A content that is still arriving belongs to the core that receives it and has no digest yet.
CREATE TABLE data_contents (
  id INTEGER PRIMARY KEY,
  digest TEXT UNIQUE,
  bytes INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  -- Last handed to a run that may not have written down yet that it reads it.
  used_at INTEGER NOT NULL DEFAULT 0,
  CHECK ((digest IS NULL) = (owner IS NOT NULL))
) STRICT;

CREATE TABLE data_recipes (
  content INTEGER NOT NULL REFERENCES data_contents,
  position INTEGER NOT NULL,
  chunk INTEGER NOT NULL REFERENCES data_chunks,
  PRIMARY KEY (content, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX data_recipes_by_chunk ON data_recipes (chunk);

CREATE TABLE data_sets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- Comes with the lab; its versions are the lab's own.
  shipped INTEGER NOT NULL DEFAULT 0,
  description TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- What `dataset:NAME` means.
  current INTEGER,
  -- The number of a version that is gone is not given again.
  last_version INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE data_set_versions (
  data_set INTEGER NOT NULL REFERENCES data_sets ON DELETE CASCADE,
  version INTEGER NOT NULL,
  content INTEGER NOT NULL REFERENCES data_contents,
  file_name TEXT NOT NULL,
  message TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL CHECK (origin IN ('import', 'step', 'shipped')),
  run_id TEXT,
  step_id TEXT,
  -- Bytes that were stored for it, the rest being there already.
  new_bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- In the trash since then.
  deleted_at INTEGER,
  PRIMARY KEY (data_set, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX data_set_versions_by_content ON data_set_versions (content);
CREATE INDEX data_set_versions_by_run ON data_set_versions (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE data_set_tags (
  data_set INTEGER NOT NULL,
  tag TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (data_set, tag),
  FOREIGN KEY (data_set, version) REFERENCES data_set_versions ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What was done to a data set, by whom and when: `subject` is the tag; `before` and `after` are versions, or texts.
CREATE TABLE data_set_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  data_set INTEGER NOT NULL REFERENCES data_sets ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version INTEGER,
  subject TEXT,
  before TEXT,
  after TEXT,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX data_set_events_of_set ON data_set_events (data_set, id);

-- What a content looks like as a table, by the format it was read in.
CREATE TABLE data_profiles (
  digest TEXT NOT NULL,
  format TEXT NOT NULL,
  profile TEXT NOT NULL,
  PRIMARY KEY (digest, format)
) STRICT, WITHOUT ROWID;

-- Which step of which run read which data: what lineage and the garbage collection ask.
CREATE TABLE run_data (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  input TEXT NOT NULL,
  -- As the pipeline says it: `penguins`, `voos@v3`, `voos@validado`.
  reference TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id, input)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_data_by_digest ON run_data (digest, run_id);

INSERT INTO run_data (run_id, step_id, input, reference, digest)
SELECT r.run_id, s.value ->> '$.id', i.value ->> '$.name', i.value ->> '$.source.id', d.value ->> '$.digest'
FROM pipeline_runs r, json_each(r.plan, '$.steps') s, json_each(s.value, '$.inputs') i, json_each(r.plan, '$.datasets') d
WHERE i.value ->> '$.source.kind' = 'dataset' AND d.key = i.value ->> '$.source.id' AND s.value ->> '$.wanted';

-- Lineage asks for the versions that a pipeline's run registered.
CREATE INDEX model_versions_by_pipeline_run ON model_versions (run_id) WHERE run_id IS NOT NULL;
