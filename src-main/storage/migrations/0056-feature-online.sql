-- Feature stores whose online values are in a Redis; the others are in this database.
CREATE TABLE feature_online (
  store TEXT PRIMARY KEY,
  -- With its password, where it has one.
  url TEXT NOT NULL,
  -- 1: a container that the lab runs.
  container INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
