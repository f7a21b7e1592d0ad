-- Each answer with the card as it was before: what an undo restores, and what the statistics are told from. `id` is that of its event.
-- `state` is null for answers older than this table, whose card is not known as it was then.
CREATE TABLE card_answers (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  module_id TEXT NOT NULL,
  card_id TEXT NOT NULL,
  rating TEXT NOT NULL,
  state TEXT CHECK (state IN ('new', 'learning', 'review', 'relearning')),
  before TEXT
) STRICT;
CREATE INDEX card_answers_by_time ON card_answers (at);
CREATE INDEX card_answers_by_card ON card_answers (module_id, card_id);
INSERT INTO card_answers SELECT id, at, module_id, subject, coalesce(detail, 'good'), NULL, NULL FROM study_events WHERE kind = 'card';

-- Cards set aside because they were forgotten too often, until somebody releases them.
CREATE TABLE leeches (
  module_id TEXT NOT NULL,
  card_id TEXT NOT NULL,
  answer_id INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (module_id, card_id)
) STRICT, WITHOUT ROWID;

-- Cards that the learner wrote or imported, in that order; their schedule stands in card_states under the module `own`.
CREATE TABLE own_cards (
  id TEXT PRIMARY KEY,
  front TEXT NOT NULL,
  back TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
