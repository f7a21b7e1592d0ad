/**
 * `keepCopies`: copies in columns of the CSV and JSONL files that were read, so that the next question about one is quick. They live as long as the
 * core; a file that was written again has another name here; the longest unused go when together they take too much room.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

export interface Copies {
  /** Where the copy of a file is, or goes. */
  place(path: string): string;
  /** Lets go of the longest unused. */
  tidy(): void;
}

export function keepCopies(folder: string, mostBytes = 4 * 2 ** 30): Copies {
  return {
    place(path) {
      const { size, mtimeMs, ino } = statSync(path);
      const copy = join(
        folder,
        `${createHash('sha256')
          .update(JSON.stringify([path, size, mtimeMs, ino]))
          .digest('hex')
          .slice(0, 32)}.parquet`,
      );
      const now = new Date();
      if (existsSync(copy)) utimesSync(copy, now, now);
      return copy;
    },
    tidy() {
      if (!existsSync(folder)) return;
      const kept = readdirSync(folder)
        .filter((file) => file.endsWith('.parquet'))
        .map((file) => ({ path: join(folder, file), about: statSync(join(folder, file), { throwIfNoEntry: false }) }))
        .sort((a, b) => (b.about?.mtimeMs ?? 0) - (a.about?.mtimeMs ?? 0));
      let bytes = 0;
      for (const [index, { path, about }] of kept.entries()) {
        bytes += about?.size ?? 0;
        if (bytes > mostBytes && index > 0) rmSync(path, { force: true });
      }
    },
  };
}
