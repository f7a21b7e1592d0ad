-- Searches for a model: what was asked, how far it is, and who is at it; its trials; each fold that was measured of one.
CREATE TABLE searches (
  search_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'cancelled')),
  -- Study with its seed and defaults, data, program: JSON.
  plan TEXT NOT NULL,
  -- References of programs that may be at work: JSON.
  launches TEXT NOT NULL,
  phase TEXT NOT NULL,
  chosen INTEGER,
  worked_ms INTEGER NOT NULL,
  run_id TEXT,
  step_id TEXT,
  tracking_run_id TEXT,
  model TEXT,
  exams TEXT NOT NULL,
  error TEXT,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX searches_by_start ON searches (started_at DESC);
CREATE TABLE search_trials (
  search_id TEXT NOT NULL REFERENCES searches ON DELETE CASCADE,
  number INTEGER NOT NULL,
  cohort INTEGER NOT NULL,
  params TEXT NOT NULL,
  members TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'complete', 'pruned', 'failed')),
  reason TEXT,
  drawn_at INTEGER NOT NULL,
  PRIMARY KEY (search_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_units (
  search_id TEXT NOT NULL REFERENCES searches ON DELETE CASCADE,
  number INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (search_id, number, unit)
) STRICT, WITHOUT ROWID;
