-- Batch predictions: what is scored with which model, how far it is, and who is at it.
CREATE TABLE batches (
  batch_id TEXT PRIMARY KEY,
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  input TEXT NOT NULL,
  output TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'cancelled')),
  -- What a resumed one must find again, and where each attempt begins: JSON.
  plan TEXT NOT NULL,
  attempts TEXT NOT NULL,
  good INTEGER NOT NULL,
  bad INTEGER NOT NULL,
  fraction REAL NOT NULL,
  worked_ms INTEGER NOT NULL,
  tracking_run_id TEXT,
  error TEXT,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX batches_by_start ON batches (started_at DESC);
