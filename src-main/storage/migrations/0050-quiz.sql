-- Every answer to a question of a quiz, as an event: what the learner knows is derived from the last one of each question.
CREATE TABLE quiz_answers (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  module_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  chosen INTEGER NOT NULL,
  -- As it was judged then: a question may be written anew later.
  is_right INTEGER NOT NULL CHECK (is_right IN (0, 1))
) STRICT;
CREATE INDEX quiz_answers_by_question ON quiz_answers (module_id, question_id, id);
