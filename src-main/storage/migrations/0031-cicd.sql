-- Runs of the five jobs on a repository: jobs, annotations and products are JSON, written whole at each change.
CREATE TABLE ci_runs (
  id TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  solution TEXT NOT NULL,
  engine TEXT NOT NULL,
  branch TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  title TEXT NOT NULL,
  cause TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'passed', 'failed', 'cancelled')),
  jobs TEXT NOT NULL,
  annotations TEXT NOT NULL,
  products TEXT NOT NULL,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX ci_runs_by_start ON ci_runs (project, started_at DESC);
