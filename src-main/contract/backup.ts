/** Backups: the whole home as one file, looked over, and the automatic ones of the database. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failure, instant, procedure } from './base.ts';

const path = z.string().min(1).max(4096);
const jobRequest = z.object({ jobId: z.string() });

export const backupSummary = z.object({
  /** Of the backup file. */
  path: z.string(),
  bytes: z.number(),
  createdAt: instant,
  files: z.number().int(),
  /** What its files come to, unpacked. */
  contentBytes: z.number(),
  /** What could not be read and is therefore not in it. */
  skipped: z.array(z.string()),
});

export const backupJob = z.object({
  jobId: z.string(),
  kind: z.enum(['create', 'verify']),
  path: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  phase: z.enum(['database', 'files', 'verify']),
  doneBytes: z.number(),
  totalBytes: z.number(),
  summary: backupSummary.nullable(),
  failure: failure.nullable(),
});

export const backupOverview = z.object({
  automatic: z.array(
    z.object({ path: z.string(), reason: z.enum(['daily', 'migration']), takenAt: instant, schema: z.number().int(), bytes: z.number() }),
  ),
  kept: z.object({ daily: z.number().int(), migration: z.number().int() }),
  /** Where a new backup could go. */
  suggested: z.string(),
  running: backupJob.nullable(),
});

export const backupContract = {
  overview: procedure().output(backupOverview),
  /** `path` is absolute, outside the home, and nothing is there yet. */
  create: procedure('FILE_EXISTS', 'BACKUP_PATH_INVALID', 'BACKUP_RUNNING').input(z.object({ path })).output(jobRequest),
  verify: procedure('BACKUP_PATH_INVALID', 'BACKUP_RUNNING').input(z.object({ path })).output(jobRequest),
  watch: procedure('BACKUP_JOB_NOT_FOUND').input(jobRequest).output(eventIterator(backupJob)),
  cancel: procedure('BACKUP_JOB_NOT_FOUND').input(jobRequest),
  /** Somebody has read what the restored database lost. */
  takeNote: procedure(),
};

export type BackupSummary = z.infer<typeof backupSummary>;
export type BackupJob = z.infer<typeof backupJob>;
export type BackupOverview = z.infer<typeof backupOverview>;
