-- Step debugger: whether a run pauses before every step, what it pauses before, when it did, and what was edited by hand for that run alone.
ALTER TABLE pipeline_runs ADD COLUMN stepping INTEGER NOT NULL DEFAULT 0;

-- `step_id` is a step, or one instance of a matrix.
CREATE TABLE step_breakpoints (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE step_pauses (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  paused_at INTEGER NOT NULL,
  -- Null while it is paused. A step is paused once.
  released_at INTEGER,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE step_edits (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  edits TEXT NOT NULL,
  edited_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;

-- When an attempt began to wait for its turn, when its program really began, and when that ended; `ended_at` is when its outputs were taken.
ALTER TABLE step_attempts ADD COLUMN queued_at INTEGER;
ALTER TABLE step_attempts ADD COLUMN launched_at INTEGER;
ALTER TABLE step_attempts ADD COLUMN exited_at INTEGER;
