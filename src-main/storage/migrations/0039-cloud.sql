-- The managed cloud, simulated: what was made, every call, and plans that were carried out.
CREATE TABLE cloud_resources (
  provider TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  link TEXT NOT NULL,
  failure TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (provider, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE cloud_calls (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  provider TEXT NOT NULL,
  principal TEXT NOT NULL,
  action TEXT NOT NULL,
  resource TEXT NOT NULL,
  status INTEGER NOT NULL,
  error TEXT
) STRICT;

CREATE TABLE cloud_applies (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
