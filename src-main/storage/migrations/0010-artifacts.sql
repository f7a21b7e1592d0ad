-- Artifacts as one tree, by path from its root: what a folder holds is one range of the key, and so is everything below it.
-- A folder with a digest is a stored folder, shown as it is until something inside it changes.
CREATE TABLE artifact_tree (
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'folder')),
  digest TEXT CHECK (digest IS NOT NULL OR kind = 'folder'),
  bytes INTEGER,
  PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX artifact_tree_by_digest ON artifact_tree (digest) WHERE digest IS NOT NULL;

-- Digests that lost a place in the tree: their bytes go when nothing else shows them.
CREATE TABLE artifact_leftovers (digest TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Uploads in parts. A completed one is remembered for a while, so that completing it twice is the same as once.
CREATE TABLE artifact_uploads (
  upload_id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  parts INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  completed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE artifact_upload_parts (
  upload_id TEXT NOT NULL REFERENCES artifact_uploads,
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (upload_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX artifact_upload_parts_by_digest ON artifact_upload_parts (digest);

-- What was attached to runs moves below <experiment>/<run>/artifacts; each path is cut at each of its slashes.
CREATE TEMP TABLE attached AS
SELECT r.experiment_id || '/' || r.run_id || '/artifacts/' || a.path AS path, a.kind, a.digest, a.bytes FROM artifacts a JOIN runs r ON r.id = a.run;

WITH RECURSIVE cut (path, kind, digest, bytes, folder, rest) AS (
  SELECT path, kind, digest, bytes, '', path FROM attached
  UNION ALL
  SELECT path, kind, digest, bytes, ltrim(folder || '/' || substr(rest, 1, instr(rest, '/') - 1), '/'), substr(rest, instr(rest, '/') + 1)
  FROM cut WHERE instr(rest, '/') > 0
)
INSERT INTO artifact_tree (folder, name, kind, digest, bytes)
SELECT folder,
       CASE instr(rest, '/') WHEN 0 THEN rest ELSE substr(rest, 1, instr(rest, '/') - 1) END,
       CASE instr(rest, '/') WHEN 0 THEN kind ELSE 'folder' END,
       CASE instr(rest, '/') WHEN 0 THEN digest END,
       CASE instr(rest, '/') WHEN 0 THEN bytes END
-- What was attached comes before the folders on the way to something else.
FROM cut ORDER BY instr(rest, '/') > 0
ON CONFLICT DO NOTHING;

DROP TABLE attached;
DROP TABLE artifacts;
