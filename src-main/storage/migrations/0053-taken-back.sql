-- How often points of a run were taken back. What a reader has kept of a history holds for as long as this stays the same.
ALTER TABLE runs ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0;
