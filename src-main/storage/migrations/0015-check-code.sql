-- The digest of the code that a session of checks saw: what it found holds for that code, and for no other.
ALTER TABLE check_sessions ADD COLUMN code TEXT;
