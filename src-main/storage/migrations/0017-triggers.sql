-- What starts pipelines by itself, each time it did, and the queue that runs wait in.
CREATE TABLE triggers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  -- Up to where its source has been taken in, as JSON: an instant, the number of an event, a digest.
  cursor TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  -- Of a webhook.
  token TEXT,
  created_at INTEGER NOT NULL
) STRICT;

-- A firing is written before it is acted on, under a key that its occasion has for every core: none is written twice.
CREATE TABLE firings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trigger_id INTEGER REFERENCES triggers ON DELETE SET NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  cause TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  -- recorded (not acted on yet) | started | skipped | failed
  outcome TEXT NOT NULL,
  reason TEXT,
  -- Occasions that this row stands for.
  occasions INTEGER NOT NULL DEFAULT 1,
  pipeline TEXT NOT NULL,
  params TEXT NOT NULL,
  -- Given with the record: acted on twice, it is the same run.
  run_id TEXT,
  replaces TEXT NOT NULL DEFAULT '[]',
  error TEXT,
  owner TEXT,
  UNIQUE (trigger_id, key)
) STRICT;
CREATE INDEX firings_by_name ON firings (name, id);
CREATE INDEX firings_by_run ON firings (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX firings_recorded ON firings (outcome) WHERE outcome = 'recorded';
CREATE INDEX firings_by_time ON firings (due_at);

-- Every run that has not ended, with what decides when it may begin.
CREATE TABLE run_queue (
  run_id TEXT PRIMARY KEY REFERENCES pipeline_runs ON DELETE CASCADE,
  admitted INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0,
  tags TEXT NOT NULL DEFAULT '[]',
  -- Runs of one lane go one at a time.
  lane TEXT,
  -- What the smallest of its first steps needs.
  memory INTEGER NOT NULL DEFAULT 0,
  entered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO run_queue (run_id, admitted, entered_at)
SELECT run_id, status = 'running', started_at FROM pipeline_runs WHERE status IN ('pending', 'running');
-- What the budget of memory counts while the attempt runs.
ALTER TABLE step_attempts ADD COLUMN memory INTEGER NOT NULL DEFAULT 0;
