/** `readQuery`: a read that may run in a thread: known there by its name, given plain data, answering JSON. */
import type Sqlite from 'better-sqlite3';

export interface ReadQuery<Args> {
  readonly name: string;
  /** Never writes. Its JSON goes out as it is. */
  readonly run: (db: Sqlite.Database, args: Args) => string;
}

export function readQuery<Args>(name: string, run: ReadQuery<Args>['run']): ReadQuery<Args> {
  return { name, run };
}

/** What goes to a thread, and what comes back. */
export interface ReadJob {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
}

export interface ReadAnswer {
  readonly id: number;
  readonly json?: Uint8Array<ArrayBuffer>;
  readonly error?: { readonly code?: string; readonly data?: unknown; readonly message: string; readonly stack?: string | undefined };
}
