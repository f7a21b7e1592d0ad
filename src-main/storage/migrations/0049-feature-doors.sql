-- Feature stores that programs outside may ask and feed, and what they have to show.
CREATE TABLE feature_doors (
  store TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
