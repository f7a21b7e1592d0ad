-- Data contracts, and what tables answered.
-- What was promised to whoever reads an output: the contract that it last kept.
CREATE TABLE contract_promises (
  pipeline TEXT NOT NULL,
  solution TEXT NOT NULL,
  step_id TEXT NOT NULL,
  output TEXT NOT NULL,
  contract TEXT NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (pipeline, solution, step_id, output)
) STRICT, WITHOUT ROWID;

-- How the outputs of a step of a run keep their contracts.
CREATE TABLE step_contracts (
  run_id TEXT NOT NULL REFERENCES pipeline_runs ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  results TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;

-- The same question to the same bytes has the same answer. The oldest go when there are too many.
CREATE TABLE table_answers (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  UNIQUE (content, question)
) STRICT;
