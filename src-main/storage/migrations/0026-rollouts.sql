-- The process that holds the stable addresses of endpoints, and the version of what it was told last.
CREATE TABLE gateway (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,
  owner TEXT,
  port INTEGER,
  token TEXT,
  starter TEXT
) STRICT;
INSERT INTO gateway VALUES (1, 0, NULL, NULL, NULL, NULL);

-- How the traffic of an endpoint is shared; one without a row gives everything to its revision.
CREATE TABLE fleets (
  endpoint TEXT PRIMARY KEY,
  -- {"3": 500}: ten-thousandths by revision; what is left goes to the endpoint's own revision.
  weights TEXT NOT NULL,
  sticky TEXT,
  shadow TEXT,
  -- The rollout that decides about it at present.
  rollout TEXT,
  replicas INTEGER NOT NULL,
  scaling TEXT,
  -- The core that looks after the number of replicas.
  scaler TEXT
) STRICT, WITHOUT ROWID;

-- Revisions beside the endpoint's own: one that a rollout tries, and the one before, kept warm.
CREATE TABLE revisions (
  endpoint TEXT NOT NULL,
  revision INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('candidate', 'warm')),
  engine TEXT NOT NULL,
  source TEXT NOT NULL,
  signature TEXT NOT NULL,
  input_example TEXT NOT NULL,
  launch TEXT NOT NULL,
  replicas INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (endpoint, revision)
) STRICT, WITHOUT ROWID;

-- Running services besides the first of the endpoint's own revision, which `endpoints` has.
CREATE TABLE replicas (
  id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  revision INTEGER NOT NULL,
  launch TEXT NOT NULL,
  reference TEXT,
  state TEXT NOT NULL CHECK (state IN ('starting', 'ready', 'leaving')),
  starter TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX replicas_of ON replicas (endpoint, revision);

CREATE TABLE rollouts (
  id TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  plan TEXT NOT NULL,
  state TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'paused', 'succeeded', 'rolled-back', 'failed')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- The core that drives it, and what a person asks of it meanwhile.
  owner TEXT,
  wish TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX rollouts_of ON rollouts (endpoint, started_at);

CREATE TABLE rollout_events (
  rollout TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (rollout, seq)
) STRICT, WITHOUT ROWID;
