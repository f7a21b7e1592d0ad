/** Folders as versions of data: their files, and what became of them from one version to another. */
import { z } from 'zod';

export const filesPage = z.object({
  /** Of those that were searched for. */
  total: z.number().int(),
  items: z.array(z.object({ path: z.string(), bytes: z.number() })),
});

export const folderChange = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  path: z.string(),
  /** Where it was, of one that moved. */
  from: z.string().nullable(),
  /** Bytes. */
  before: z.number().nullable(),
  after: z.number().nullable(),
});

export const folderDiff = z.object({
  /** Files. */
  before: z.number().int(),
  after: z.number().int(),
  same: z.number().int(),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  moved: z.number().int(),
  /** The first 500, by name. */
  changes: z.array(folderChange),
});

export type FilesPage = z.infer<typeof filesPage>;
export type FolderChange = z.infer<typeof folderChange>;
export type FolderDiff = z.infer<typeof folderDiff>;
