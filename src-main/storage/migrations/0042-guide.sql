-- What a person says of the roadmap, the checklists and the interview, as events; what can be seen elsewhere is not written down here.
CREATE TABLE guide_events (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tick', 'untick', 'practice', 'portfolio')),
  subject TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX guide_events_by_kind ON guide_events (kind, subject);

-- STAR stories.
CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  module_id TEXT NOT NULL,
  title TEXT NOT NULL,
  situation TEXT NOT NULL,
  task TEXT NOT NULL,
  action TEXT NOT NULL,
  result TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
