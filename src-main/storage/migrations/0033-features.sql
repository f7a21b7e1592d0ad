-- The feature store: definitions, the files of the offline store, and the online store.
CREATE TABLE feature_stores (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  definition TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  run_id TEXT,
  history TEXT
) STRICT, WITHOUT ROWID;

-- One file of a source, as Parquet among the artifacts; the same bytes are there once.
CREATE TABLE feature_segments (
  id INTEGER PRIMARY KEY,
  store TEXT NOT NULL REFERENCES feature_stores ON DELETE CASCADE,
  source TEXT NOT NULL,
  -- Of the file as it was given.
  digest TEXT NOT NULL,
  file_name TEXT NOT NULL,
  parquet TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  UNIQUE (store, source, digest)
) STRICT;

-- Rows that came one by one; the offline join reads them beside the files.
CREATE TABLE feature_pushes (
  id INTEGER PRIMARY KEY,
  store TEXT NOT NULL REFERENCES feature_stores ON DELETE CASCADE,
  source TEXT NOT NULL,
  row TEXT NOT NULL,
  pushed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX feature_pushes_by_source ON feature_pushes (store, source);

CREATE TABLE feature_views (
  store TEXT NOT NULL REFERENCES feature_stores ON DELETE CASCADE,
  view TEXT NOT NULL,
  stats TEXT NOT NULL,
  watermark INTEGER,
  -- Of the snapshot it was filled from.
  digest TEXT NOT NULL,
  materialized_at INTEGER NOT NULL,
  pushed_at INTEGER,
  pushed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store, view)
) STRICT, WITHOUT ROWID;

CREATE TABLE feature_values (
  store TEXT NOT NULL REFERENCES feature_stores ON DELETE CASCADE,
  view TEXT NOT NULL,
  entity_key TEXT NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (store, view, entity_key)
) STRICT, WITHOUT ROWID;
