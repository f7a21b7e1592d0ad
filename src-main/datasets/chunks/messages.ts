/** What goes to a data thread, and what comes back from it. */

export type DataJob =
  | { kind: 'store'; database: string; packs: string; owner: string; path: string }
  | { kind: 'restore'; database: string; packs: string; content: number; target: string }
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
  | { kind: 'done'; digest: string; bytes: number }
  | { kind: 'failed'; code: string | null; message: string; stack: string | undefined };
