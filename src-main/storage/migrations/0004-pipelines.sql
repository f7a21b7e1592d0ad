-- Runs of pipelines. A run belongs to the core that works on it; `owner` is null once that core let go of it.
CREATE TABLE pipeline_runs (
  run_id TEXT PRIMARY KEY,
  pipeline TEXT NOT NULL,
  solution TEXT NOT NULL,
  engine TEXT NOT NULL,
  status TEXT NOT NULL,
  params TEXT NOT NULL,
  -- The steps as they were planned, and what they read: a resumed run looks at nothing else.
  plan TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  tracking_run_id TEXT,
  model TEXT,
  endpoint TEXT,
  error TEXT,
  owner TEXT,
  cancel_asked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX pipeline_runs_by_time ON pipeline_runs (started_at DESC);
CREATE INDEX pipeline_runs_by_pipeline ON pipeline_runs (pipeline, started_at DESC);
CREATE INDEX pipeline_runs_open ON pipeline_runs (status) WHERE status IN ('pending', 'running');

CREATE TABLE step_runs (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  -- Tries that count; an attempt lost with its core is made again under the same number.
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  progress TEXT,
  metrics TEXT NOT NULL DEFAULT '{}',
  outputs TEXT NOT NULL DEFAULT '[]',
  tracking_run_id TEXT,
  error TEXT,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;

-- One program started: the launch is written before it is started, its reference as soon as it is known.
CREATE TABLE step_attempts (
  launch_id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  reference TEXT,
  -- running | succeeded | failed | cancelled | lost
  status TEXT NOT NULL,
  -- Lines and events of each stream that are stored: where a replay goes on.
  stdout_seen INTEGER NOT NULL DEFAULT 0,
  stderr_seen INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  exit TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX step_attempts_by_step ON step_attempts (run_id, step_id);
CREATE INDEX step_attempts_running ON step_attempts (status) WHERE status = 'running';

CREATE TABLE run_logs (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  step_id TEXT NOT NULL,
  stream TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

-- What a step left behind, under the digest of all that it depends on.
CREATE TABLE step_cache (
  key TEXT PRIMARY KEY,
  outputs TEXT NOT NULL,
  evidence TEXT NOT NULL,
  result TEXT,
  run_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
