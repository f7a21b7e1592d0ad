-- An endpoint keeps its name, port and counters for ever; `launch` and `reference` are what it takes to find its running service again.
CREATE TABLE endpoints (
  name TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('starting', 'ready', 'unhealthy', 'stopping', 'stopped', 'failed')),
  engine TEXT NOT NULL CHECK (engine IN ('docker', 'process')),
  source TEXT NOT NULL,
  signature TEXT NOT NULL,
  input_example TEXT NOT NULL,
  revision INTEGER NOT NULL,
  port INTEGER,
  launch TEXT NOT NULL,
  reference TEXT,
  -- Output folder of the revision before, whose last requests may not have been counted yet.
  previous_out_dir TEXT,
  started_at INTEGER,
  ready_ms REAL,
  error TEXT,
  -- The core that is starting a revision (its process id and since when), and what it has started so far.
  starter TEXT,
  candidate TEXT
) STRICT, WITHOUT ROWID;

-- A file of captured requests is known by its first record; a position is its segment and an offset in it.
CREATE TABLE capture_segments (
  endpoint TEXT NOT NULL,
  segment INTEGER NOT NULL,
  first_record TEXT NOT NULL,
  PRIMARY KEY (endpoint, segment),
  UNIQUE (endpoint, first_record)
) STRICT, WITHOUT ROWID;
