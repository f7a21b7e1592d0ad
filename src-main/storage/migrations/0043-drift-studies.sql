-- Comparisons of two windows or data sets: what was asked, how far it is, and what came of it.
CREATE TABLE drift_studies (
  study_id TEXT PRIMARY KEY,
  endpoint TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'cancelled')),
  progress REAL NOT NULL,
  -- JSON, as the next but one.
  plan TEXT NOT NULL,
  tracking_run_id TEXT,
  report TEXT,
  error TEXT,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX drift_studies_by_start ON drift_studies (started_at DESC);
CREATE INDEX drift_studies_by_endpoint ON drift_studies (endpoint, started_at DESC);
