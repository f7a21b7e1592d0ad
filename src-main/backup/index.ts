/**
 * Backups: the whole home as one file, made and checked in a thread of its own while the lab goes on, and the daily copy of the database.
 * To restore one is done without a lab, for there is no home yet: `restoreBackup`.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Core } from '../common/core.ts';
import { snapshots } from '../common/snapshots.ts';
import type { BackupJob, BackupOverview } from '../contract/backup.ts';
import { BancadaError, type ErrorCode } from '../contract/errors.ts';
import { automaticBackups, forgetRescue, isDamage, keptBackups, markDamaged } from '../storage/index.ts';
import type { RunningThread } from './run-thread.ts';

export interface Backups {
  overview(): BackupOverview;
  create(path: string): Promise<{ jobId: string }>;
  verify(path: string): Promise<{ jobId: string }>;
  watch(jobId: string, signal?: AbortSignal): AsyncGenerator<BackupJob, void>;
  cancel(jobId: string): void;
  takeNote(): void;
  /** Copies the database if the last copy is a day old. */
  daily(): Promise<void>;
  /** From now on once a day, for as long as the lab is open. */
  attend(): void;
  close(): Promise<void>;
}

const dayMs = 24 * 3600 * 1000;
const hourMs = 3600 * 1000;
/** Whoever opens a window wants the processor for that. */
const firstLookMs = 60_000;
const topic = 'backup';
const progressTopic = 'backup-progress';

export function createBackups(core: Core, { thread }: { thread: URL }): Backups {
  const { home } = core;
  let last: { job: BackupJob; running: RunningThread } | null = null;
  let copying: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const suggested = () => join(homedir(), `bancada-${new Date(core.clock.now()).toISOString().slice(0, 10)}.tar.zst`);
  const changed = (id?: string) => core.changes.publish({ topic, ...(id && { id }) });

  function known(jobId: string): NonNullable<typeof last> {
    if (last?.job.jobId !== jobId) throw new BancadaError('BACKUP_JOB_NOT_FOUND', { id: jobId.slice(0, 100) });
    return last;
  }

  async function start(kind: BackupJob['kind'], path: string): Promise<{ jobId: string }> {
    const { runThread } = await import('./run-thread.ts');
    if (last?.job.status === 'running') throw new BancadaError('BACKUP_RUNNING', { path: last.job.path });
    const within = relative(home.root, path);
    const inside = kind === 'create' && !within.startsWith(`..${sep}`) && !isAbsolute(within);
    if (!isAbsolute(path) || inside || !statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory())
      throw new BancadaError('BACKUP_PATH_INVALID', { path, suggested: suggested() });
    if (kind === 'create' && existsSync(path)) throw new BancadaError('FILE_EXISTS', { path });
    const jobId = `b${core.clock.now().toString(36)}${randomBytes(4).toString('hex')}`;
    const job: BackupJob = {
      ...{ jobId, kind, path, status: 'running', phase: kind === 'create' ? 'database' : 'verify' },
      ...{ doneBytes: 0, totalBytes: 0, summary: null, failure: null },
    };
    const order = kind === 'create' ? { kind, home: home.root, file: path, now: core.clock.now() } : { kind, file: path };
    const running = runThread(thread, order, ({ phase, doneBytes, totalBytes }) => {
      Object.assign(job, { phase, doneBytes, totalBytes });
      core.changes.publish({ topic: progressTopic, id: jobId });
    });
    last = { job, running };
    changed(jobId);
    running.ended
      .then(
        (summary) => Object.assign(job, { status: 'done', summary }),
        (error) => failed(job, error),
      )
      .finally(() => changed(jobId));
    return { jobId };
  }

  function failed(job: BackupJob, error: unknown): void {
    const code: ErrorCode = error instanceof BancadaError ? error.code : 'INTERNAL';
    const data = error instanceof BancadaError ? error.data : { log: join(home.logs, 'bancada.jsonl') };
    if (code === 'DATABASE_MARKED') markDamaged(home.database, String(error));
    if (code === 'INTERNAL') core.log.error('backup failed', { error });
    Object.assign(job, { status: code === 'BACKUP_CANCELLED' ? 'cancelled' : 'failed', failure: { code, data, message: String(error) } });
  }

  async function copy(): Promise<void> {
    const { runThread } = await import('./run-thread.ts');
    try {
      await runThread(thread, { kind: 'daily', database: home.database, now: core.clock.now() }).ended;
      changed();
    } catch (error) {
      if (isDamage(error)) markDamaged(home.database, String(error));
      core.log.error('automatic backup not taken', { error });
    }
  }

  const backups: Backups = {
    overview: () => ({
      automatic: automaticBackups(home.database),
      kept: keptBackups,
      suggested: suggested(),
      running: last?.job.status === 'running' ? { ...last.job } : null,
    }),
    create: (path) => start('create', path),
    verify: (path) => start('verify', path),
    watch(jobId, signal) {
      const { job } = known(jobId);
      return snapshots({
        ...{
          changes: core.changes,
          topics: [topic, progressTopic],
          id: jobId,
          read: () => ({ ...job }),
          ended: ({ status }) => status !== 'running',
        },
        ...(signal && { signal }),
      });
    },
    cancel: (jobId) => known(jobId).running.stop(),
    takeNote() {
      forgetRescue(home.database);
      changed();
    },
    async daily() {
      const newest = automaticBackups(home.database).find(({ reason }) => reason === 'daily');
      if (newest && Math.abs(core.clock.now() - newest.takenAt) < dayMs) return;
      copying ??= copy().finally(() => {
        copying = null;
      });
      await copying;
    },
    attend() {
      const look = () => {
        void backups.daily();
        timer = setTimeout(look, hourMs).unref();
      };
      timer ??= setTimeout(look, firstLookMs).unref();
    },
    async close() {
      if (timer) clearTimeout(timer);
      if (last?.job.status === 'running') last.running.stop();
      await Promise.allSettled([last?.running.ended, copying]);
    },
  };
  return backups;
}
