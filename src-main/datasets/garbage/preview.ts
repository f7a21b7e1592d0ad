/** `previewGarbage`: what a collection would take, and what the disk would have back; read in a thread, for it looks at every chunk. */
import type { GcPolicy, GcPreview } from '../../contract/datasets.ts';
import { readQuery } from '../../storage/read-query.ts';
import { collectable, previewRows } from './policy.ts';

export const previewGarbage = readQuery(
  'data-garbage',
  (db, { policy, now, copiesBytes }: { policy: GcPolicy; now: number; copiesBytes: number }) => {
    const found = collectable(db).all(policy, now);
    const versions = JSON.stringify(found.map(({ set, version }) => [set, version]));
    // A content goes when none of its versions stays; a chunk goes when none of its contents does.
    const freed = db
      .prepare<[string], number>(
        `WITH going (data_set, version) AS (SELECT value ->> '$[0]', value ->> '$[1]' FROM json_each(?)),
         staying (content) AS MATERIALIZED (SELECT content FROM data_set_versions v WHERE (data_set, version) NOT IN (SELECT data_set, version FROM going)
           UNION SELECT id FROM data_contents WHERE owner IS NOT NULL)
       SELECT ifnull(sum(bytes), 0) FROM data_chunks WHERE id NOT IN (SELECT r.chunk FROM data_recipes r WHERE r.content IN (SELECT content FROM staying))`,
      )
      .pluck()
      .get(versions)!;
    const kept = db.prepare<[], number>('SELECT count(*) FROM data_set_versions').pluck().get()! - found.length;
    const logicalBytes = found.reduce((sum, { bytes }) => sum + bytes, 0);
    return JSON.stringify({ versions: previewRows(found), kept, logicalBytes, freedBytes: freed + copiesBytes } satisfies GcPreview);
  },
);

/** Bytes of a set's chunks, each counted once. */
export const storedBytes = readQuery('data-stored-bytes', (db, { sets }: { sets: readonly number[] }) => {
  const one = db
    .prepare<[number], number>(
      `SELECT ifnull(sum(bytes), 0) FROM data_chunks WHERE id IN
         (SELECT r.chunk FROM data_recipes r WHERE r.content IN (SELECT content FROM data_set_versions WHERE data_set = ?))`,
    )
    .pluck();
  return JSON.stringify(sets.map((set) => one.get(set)!));
});
