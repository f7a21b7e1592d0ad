/** `serveTables`: the other end of `openPool`, inside a process of its own: one job after another, each with a DuckDB of its own. */
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { BancadaError } from '../../contract/errors.ts';
import type { FromWorker, JobMessage, JobName, ToWorker } from '../protocol.ts';
import type { TableFile } from '../tables.ts';
import { unreadable } from './problems.ts';
import { openSession, type Session } from './session.ts';

export interface TableJob {
  readonly name: string;
  readonly run: (session: Session, args: never) => Promise<unknown>;
}

export function tableJob<Args, Result>({ name }: JobName<Args, Result>, run: (session: Session, args: Args) => Promise<Result>): TableJob {
  return { name, run: run as TableJob['run'] };
}

export function serveTables(jobs: readonly TableJob[]): void {
  const known = new Map(jobs.map((job) => [job.name, job]));
  const say = (message: FromWorker) => process.send?.(message);
  let current: { id: number; cancel: () => void } | null = null;
  yieldToOthers();

  process.on('message', (message: ToWorker) => {
    if ('cancel' in message) {
      if (current?.id === message.cancel) current.cancel();
      return;
    }
    const cancelled = new AbortController();
    current = { id: message.id, cancel: () => cancelled.abort() };
    answer(message, known.get(message.name), cancelled.signal, say).then((told) => {
      current = null;
      say(told);
    });
  });
  // Without a core there is nobody to work for.
  process.on('disconnect', () => process.exit(0));
}

async function answer(message: JobMessage, job: TableJob | undefined, signal: AbortSignal, say: (message: FromWorker) => void): Promise<FromWorker> {
  const { id } = message;
  try {
    if (!job) throw new Error(`no table job is called ${message.name}`);
    const session = await openSession(message, signal, (progress) => say({ id, progress }));
    try {
      return { id, result: await job.run(session, message.args as never) };
    } finally {
      session.close();
    }
  } catch (thrown) {
    const error = named(thrown, message.args);
    const { message: text, stack } = error as Error;
    return { id, error: { message: text, stack, ...(error instanceof BancadaError && error.toJSON()) } };
  }
}

/** Damage is sometimes met only in the middle of a file. */
function named(error: unknown, args: unknown): unknown {
  const files = Object.values(args as Record<string, unknown>).filter((value): value is TableFile => {
    return typeof value === 'object' && value !== null && 'path' in value && 'format' in value;
  });
  const file = files.find(({ path }) => error instanceof Error && error.message.includes(path)) ?? files[0];
  return file ? unreadable(error, file) : error;
}

/** Whoever answers a person goes first; and when memory runs out, it is we whom the system may end. */
function yieldToOthers(): void {
  setPriority(10);
  try {
    if (process.platform === 'linux') writeFileSync('/proc/self/oom_score_adj', '600');
  } catch {
    // a system without it
  }
}
