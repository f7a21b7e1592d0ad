/** `freeable`: how many bytes of clients' artifacts would go if nothing below some places were shown any more. */
import { existsSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import type { ArtifactStore } from '../../storage/index.ts';

export function freeable(db: Sqlite.Database, { uploads }: ArtifactStore): (places: readonly string[]) => number {
  const below = db.prepare<{ place: string }, { digest: string; bytes: number }>(
    `SELECT digest, bytes FROM artifact_tree WHERE kind = 'file' AND (folder = @place OR (folder >= @place || '/' AND folder < @place || '0'))`,
  );
  const shown = db.prepare<[string], number>('SELECT count(*) FROM artifact_tree WHERE digest = ?').pluck();

  return (places) => {
    const times = new Map<string, { here: number; bytes: number }>();
    for (const place of places) {
      for (const { digest, bytes } of below.all({ place })) {
        const found = times.get(digest);
        if (found) found.here++;
        else times.set(digest, { here: 1, bytes });
      }
    }
    let total = 0;
    for (const [digest, { here, bytes }] of times) if (shown.get(digest) === here && existsSync(uploads.place(digest))) total += bytes;
    return total;
  };
}
