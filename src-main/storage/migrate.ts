/** Applies the `migrations/NNNN-name.sql` that a database has not seen yet, each in one transaction with its record; a new database all in one. */
import { readdirSync, readFileSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../contract/errors.ts';

const folder = new URL('./migrations/', import.meta.url);

/** `before`: called once if there is something to apply to a database that already holds data. */
export function migrate(db: Sqlite.Database, before: () => void = () => {}): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const known = versionOf(files.at(-1) ?? '0000');
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > known) throw new BancadaError('STORAGE_NEWER', { found, known });
  if (found > 0 && found < known) before();
  const missing = files.filter((file) => versionOf(file) > found);
  const apply = db.transaction((some: readonly string[]) => {
    for (const file of some) {
      // Another core may be migrating the same file: the version is read again once the write lock is ours.
      if ((db.pragma('user_version', { simple: true }) as number) >= versionOf(file)) continue;
      db.exec(readFileSync(new URL(file, folder), 'utf8'));
      db.pragma(`user_version = ${versionOf(file)}`);
    }
  });
  // A new home waits for the disk once, not forty times.
  if (found === 0) apply.immediate(missing);
  else for (const file of missing) apply.immediate([file]);
}

function versionOf(file: string): number {
  return Number.parseInt(file.slice(0, 4), 10);
}
