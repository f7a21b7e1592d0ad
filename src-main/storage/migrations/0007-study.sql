-- What the learner did, as events: progress is derived and can be told again.
CREATE TABLE study_events (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'read', 'unread', 'check', 'card')),
  module_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX study_events_by_module ON study_events (module_id, kind, subject);

-- The scheduler's state of each card that was answered at least once.
CREATE TABLE card_states (
  module_id TEXT NOT NULL,
  card_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (module_id, card_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_states_by_due ON card_states (due_at);
