-- A run that was started from another, and what was taken over from it.
ALTER TABLE pipeline_runs ADD COLUMN rerun_of TEXT;
-- Of a step whose results were taken: the run that made them.
ALTER TABLE step_runs ADD COLUMN origin TEXT;

-- What a step's key was made of, besides what its run's plan says: kept to tell later why it ran.
CREATE TABLE step_keys (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  key TEXT,
  parts TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;
