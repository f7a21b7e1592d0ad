/**
 * What a backup file is: a tar, compressed with Zstandard, that `tar --zstd -xf` unpacks too. First `bancada-backup.json`, then the home under `home/`,
 * last `manifest.json` with the SHA-256 of each file: without it the file is not whole.
 */
import { z } from 'zod';

export const headName = 'bancada-backup.json';
export const manifestName = 'manifest.json';
export const prefix = 'home/';
export const databaseName = 'bancada.db';
export const format = 1;

export const head = z.object({ format: z.literal(format), createdAt: z.number(), schema: z.number().int() });

export const manifest = z.object({
  entries: z.array(
    z.object({
      path: z.string(),
      /** A link is one more name of a file that came before. */
      type: z.enum(['file', 'directory', 'symlink', 'link']),
      bytes: z.number(),
      /** Of the content; of the target's text for links; empty for folders. */
      sha256: z.string(),
    }),
  ),
  skipped: z.array(z.string()),
});

export type Head = z.infer<typeof head>;
export type Manifest = z.infer<typeof manifest>;

export interface Progress {
  phase: 'database' | 'files' | 'verify';
  doneBytes: number;
  totalBytes: number;
}

export interface Follow {
  progress?: (progress: Progress) => void;
  signal?: AbortSignal;
}
