CREATE TABLE alert_rules (
  rule TEXT PRIMARY KEY,
  threshold REAL NOT NULL,
  enabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('warning', 'high')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  value REAL NOT NULL,
  threshold REAL NOT NULL,
  subjects TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_by_time ON alerts (started_at);
-- At most one of a kind fires per endpoint, whichever core notices first.
CREATE UNIQUE INDEX alerts_firing ON alerts (endpoint, rule) WHERE ended_at IS NULL;

CREATE TABLE drift_looks (
  endpoint TEXT PRIMARY KEY,
  judged_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE simulations (
  id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  -- Process id of the core that sends the traffic.
  owner INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX simulations_of_endpoint ON simulations (endpoint, started_at);
