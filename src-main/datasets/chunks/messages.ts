/** What goes to a data thread, and what comes back from it. */
import type { ErrorData } from '../../contract/errors.ts';
import type { FolderAbout } from '../folders/list.ts';

export type DataJob =
  /** A file or a folder. */
  | { kind: 'store'; database: string; packs: string; owner: string; path: string }
  | { kind: 'restore'; database: string; packs: string; content: number; target: string; mode: number }
  | { kind: 'repack'; database: string; packs: string; owner: string; pack: number };

/** A chunk in a file's order. `start`: where it lies in the slice's pack; null when the store knows it. */
export interface SliceEntry {
  /** Hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
  readonly start: number | null;
}

/** Its pack is on the disk. */
export interface Slice {
  readonly pack: { readonly name: string; readonly bytes: number } | null;
  readonly entries: readonly SliceEntry[];
}

export type DataAnswer =
  | { kind: 'slice'; slice: Slice }
  | { kind: 'progress'; done: number; total: number }
  | ({ kind: 'done' } & Done)
  /** `data`: of an error that a person may meet. */
  | { kind: 'failed'; code: string | null; data: ErrorData | null; message: string; stack: string | undefined };

export interface Done {
  readonly digest: string;
  readonly bytes: number;
  /** Of a folder that was stored. */
  readonly folder?: FolderAbout;
}
