-- What was predicted and what turned out to be true, joined by the request's id, of endpoints that somebody asks about. `position`: how far the capture was read.
CREATE TABLE truth_ledgers (
  endpoint TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE predictions (
  seq INTEGER PRIMARY KEY,
  endpoint TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  row TEXT NOT NULL,
  UNIQUE (endpoint, id)
) STRICT;
CREATE INDEX predictions_by_time ON predictions (endpoint, at);

-- A truth may come before its prediction was read, and stays what it was said to be first.
CREATE TABLE truths (
  endpoint TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  arrived_at INTEGER NOT NULL,
  PRIMARY KEY (endpoint, id)
) STRICT, WITHOUT ROWID;

-- Traffic by a file of scenarios: what is played, and how far it has come, so that a core that died can be followed by another.
CREATE TABLE plays (
  id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  timeline TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
  sent INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  told INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  owner TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback_policies (
  name TEXT PRIMARY KEY,
  definition TEXT NOT NULL,
  paused INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback_loops (
  id TEXT PRIMARY KEY,
  policy TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  state TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'promoted', 'kept', 'refused', 'rolled-back', 'failed')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  owner TEXT
) STRICT, WITHOUT ROWID;
-- One at a time, whichever core notices first.
CREATE UNIQUE INDEX feedback_running ON feedback_loops (endpoint) WHERE status = 'running';
CREATE INDEX feedback_loops_of ON feedback_loops (policy, started_at);

CREATE TABLE feedback_events (
  loop TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (loop, seq)
) STRICT, WITHOUT ROWID;
