-- Sessions of checks. `results` holds what was found, without words: they are chosen by whoever shows it.
CREATE TABLE check_sessions (
  session_id TEXT PRIMARY KEY,
  challenge_id TEXT NOT NULL,
  solution TEXT NOT NULL,
  engine TEXT NOT NULL,
  language TEXT NOT NULL,
  status TEXT NOT NULL,
  owner TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  results TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX check_sessions_by_challenge ON check_sessions (challenge_id, started_at DESC);
