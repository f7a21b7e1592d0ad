/** `freeable`: how many bytes of clients' artifacts would go if nothing below some places were shown any more. */
import { existsSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import type { ArtifactStore } from '../../storage/index.ts';

export function freeable(db: Sqlite.Database, { uploads }: ArtifactStore) {
  const below = db.prepare<{ place: string }, { digest: string; bytes: number }>(
    `SELECT digest, bytes FROM artifact_tree WHERE kind = 'file' AND (folder = @place OR (folder >= @place || '/' AND folder < @place || '0'))`,
  );
  const shown = db.prepare<[string], number>('SELECT count(*) FROM artifact_tree WHERE digest = ?').pluck();

  /** One count of many places, in as many steps as one likes. */
  return () => {
    const times = new Map<string, number>();
    let bytes = 0;
    return {
      add(place: string): void {
        for (const found of below.all({ place })) {
          const here = (times.get(found.digest) ?? 0) + 1;
          times.set(found.digest, here);
          if (shown.get(found.digest) === here && existsSync(uploads.place(found.digest))) bytes += found.bytes;
        }
      },
      bytes: () => bytes,
    };
  };
}
