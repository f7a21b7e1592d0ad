-- Alert rules of any number, each a definition; those that were set keep their thresholds.
CREATE TABLE alert_rules_new (
  rule TEXT PRIMARY KEY,
  definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO alert_rules_new
  SELECT rule, json_object(
    'id', rule, 'title', NULL, 'endpoint', NULL, 'enabled', json(CASE enabled WHEN 0 THEN 'false' ELSE 'true' END), 'severity', 'warning',
    'when', json(CASE rule
      WHEN 'latency' THEN '{"kind":"latency","percentile":95,"over":"1m"}'
      WHEN 'errors' THEN '{"kind":"errors","over":"1m"}'
      WHEN 'cpu' THEN '{"kind":"cpu"}'
      ELSE '{"kind":"drift-score"}' END),
    'above', threshold, 'below', NULL, 'clear', NULL, 'critical', CASE WHEN rule IN ('latency', 'errors') THEN threshold * 2 END,
    'for', 1, 'channels', NULL)
  FROM alert_rules;
DROP TABLE alert_rules;
ALTER TABLE alert_rules_new RENAME TO alert_rules;

CREATE TABLE alerts_new (
  id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  rule TEXT NOT NULL,
  -- The rule as it was when it fired: its name, and what it watches.
  title TEXT,
  condition TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  started_at INTEGER NOT NULL,
  acknowledged_at INTEGER,
  note TEXT,
  ended_at INTEGER,
  value REAL NOT NULL,
  threshold REAL NOT NULL,
  subjects TEXT NOT NULL,
  -- Whether channels have been told that it fires.
  notified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO alerts_new
  SELECT id, endpoint, rule, NULL,
    CASE rule
      WHEN 'latency' THEN '{"kind":"latency","percentile":95,"over":"1m"}'
      WHEN 'errors' THEN '{"kind":"errors","over":"1m"}'
      WHEN 'cpu' THEN '{"kind":"cpu"}'
      ELSE '{"kind":"drift-score"}' END,
    CASE severity WHEN 'high' THEN 'critical' ELSE 'warning' END, started_at, NULL, NULL, ended_at, value, threshold, subjects, 1
  FROM alerts;
DROP TABLE alerts;
ALTER TABLE alerts_new RENAME TO alerts;
CREATE INDEX alerts_by_time ON alerts (started_at);
-- At most one of a kind fires per endpoint, whichever core notices first.
CREATE UNIQUE INDEX alerts_firing ON alerts (endpoint, rule) WHERE ended_at IS NULL;
-- A simulation carries the alerts that it raised as they were written then.
UPDATE simulations SET state = json_set(state, '$.alerts', (
  SELECT json_group_array(json_object(
    'id', a.id, 'endpoint', a.endpoint, 'rule', a.rule, 'title', NULL, 'condition', json(a.condition), 'severity', a.severity,
    'status', CASE WHEN a.ended_at IS NULL THEN 'firing' ELSE 'resolved' END, 'startedAt', a.started_at, 'acknowledgedAt', NULL, 'note', NULL,
    'endedAt', a.ended_at, 'value', a.value, 'threshold', a.threshold, 'subjects', json(a.subjects)))
  FROM alerts a WHERE a.id IN (SELECT json_extract(raised.value, '$.id') FROM json_each(simulations.state, '$.alerts') AS raised)));

-- What became of an alert.
CREATE TABLE alert_events (
  alert TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value REAL,
  note TEXT,
  PRIMARY KEY (alert, seq)
) STRICT, WITHOUT ROWID;

-- A condition that holds and has not held for long enough yet.
CREATE TABLE alert_pending (
  endpoint TEXT NOT NULL,
  rule TEXT NOT NULL,
  since INTEGER NOT NULL,
  windows INTEGER NOT NULL,
  last_window INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (endpoint, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_silences (
  id TEXT PRIMARY KEY,
  -- Of any where null.
  rule TEXT,
  endpoint TEXT,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channels (
  name TEXT PRIMARY KEY,
  definition TEXT NOT NULL,
  secret TEXT
) STRICT, WITHOUT ROWID;

-- What is to be told, and was: written together with what it tells of.
CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  -- Null for a test.
  alert TEXT,
  event TEXT NOT NULL,
  message TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'sending', 'delivered', 'failed')),
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  owner TEXT
) STRICT;
CREATE INDEX deliveries_due ON deliveries (status, next_at);
CREATE INDEX deliveries_of ON deliveries (channel, seq);

CREATE TABLE delivery_attempts (
  delivery TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ms REAL NOT NULL,
  answer TEXT,
  error TEXT,
  PRIMARY KEY (delivery, attempt)
) STRICT, WITHOUT ROWID;

-- Endpoints that programs outside may tell the truth of, and what they have to show.
CREATE TABLE truth_doors (
  endpoint TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
