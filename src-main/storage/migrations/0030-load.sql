-- Load tests: what was sent to which endpoint, how far it is, and what came of it.
CREATE TABLE load_tests (
  load_id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  target TEXT NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
  -- What was asked for, and what is known of it: JSON.
  plan TEXT NOT NULL,
  result TEXT NOT NULL,
  tracking_run_id TEXT,
  error TEXT,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX load_tests_by_start ON load_tests (started_at DESC);
CREATE INDEX load_tests_by_endpoint ON load_tests (endpoint, started_at DESC);
