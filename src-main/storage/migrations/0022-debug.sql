-- Step debugger: what a run pauses before, when it did, and what was edited by hand for that run alone.
-- `step_id` is a step, one instance of a matrix, or `*`: every step. (Not a column of the run: its row carries the plan, which each step would read past.)
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
