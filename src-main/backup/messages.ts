/** What goes to a backup thread, and what comes back from it. */
import type { BackupSummary } from '../contract/backup.ts';
import type { ErrorData } from '../contract/errors.ts';
import type { CreateOrder } from './create.ts';
import type { Progress } from './format.ts';

export type BackupOrder =
  | ({ kind: 'create' } & CreateOrder)
  | { kind: 'verify'; file: string }
  /** The automatic one of the database. */
  | { kind: 'daily'; database: string; now: number };

export type BackupAnswer =
  | ({ kind: 'progress' } & Progress)
  | { kind: 'done'; summary: BackupSummary | null }
  /** `data`: of an error that a person may meet. */
  | { kind: 'failed'; code: string | null; data: ErrorData | null; message: string; stack: string | undefined };
