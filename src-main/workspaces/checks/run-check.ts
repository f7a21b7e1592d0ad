/** `runCheck`: one check with its time limit; whatever it throws becomes an outcome that names what happened. */
import type { Log } from '../../common/log.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { CheckFunction, CheckVerdict } from './define.ts';
import type { SessionLab } from './lab.ts';
import type { CheckOutcome } from './store.ts';

const limitMs = 5 * 60_000;

export interface CheckCall {
  id: string;
  check: CheckFunction | undefined;
  lab: SessionLab;
  signal: AbortSignal;
  log: Log;
  limit?: number;
}

export async function runCheck({ id, check, lab, signal, log, limit = limitMs }: CheckCall): Promise<Omit<CheckOutcome, 'id'>> {
  const from = performance.now();
  const took = () => Math.round(performance.now() - from);
  try {
    if (!check) throw new BancadaError('CHECK_BROKEN', { check: id, detail: `checks.ts: ${id}` });
    const verdict = await limited(check(lab), id, signal, limit);
    if (verdict === null) return { ...nothing, status: 'skipped', durationMs: took() };
    const { ok, seen, expected, where, missing } = verdict;
    return { ...nothing, status: ok ? 'passed' : 'failed', seen, expected, where: placeOf(where), ...(missing && { missing }), durationMs: took() };
  } catch (error) {
    if (!(error instanceof BancadaError)) log.warn('check threw', { check: id, error });
    const { code, data } = error instanceof BancadaError ? error : new BancadaError('CHECK_BROKEN', { check: id, detail: textOf(error) });
    const where = typeof data.file === 'string' ? { file: data.file, line: typeof data.line === 'number' ? data.line : null } : null;
    return { ...nothing, status: 'error', where, error: { code, data }, durationMs: took() };
  } finally {
    await lab.settle();
  }
}

const nothing = { seen: null, expected: null, where: null, error: null } as const;

/** Null when the session was cancelled meanwhile. */
async function limited(work: Promise<CheckVerdict>, id: string, signal: AbortSignal, limit: number): Promise<CheckVerdict | null> {
  work.catch(() => {}); // its end comes too late for anybody once the race is over
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BancadaError('CHECK_TIMEOUT', { check: id, seconds: limit / 1000 })), limit);
  });
  let cancel = () => {};
  const cancelled = new Promise<null>((resolve) => {
    cancel = () => resolve(null);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
  });
  try {
    return await Promise.race([work, late, cancelled]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

function placeOf(where: CheckVerdict['where']): CheckOutcome['where'] {
  return where ? { file: where.file, line: where.line ?? null } : null;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
