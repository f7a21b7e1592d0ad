-- A training set may be ready before its store is applied (steps run side by side), so what was found of it stands by the store's name alone.
CREATE TABLE feature_histories (
  store TEXT PRIMARY KEY,
  history TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO feature_histories SELECT name, history FROM feature_stores WHERE history IS NOT NULL;
ALTER TABLE feature_stores DROP COLUMN history;
