/** `failureOf`, `failureOfError`: an error with its name, its place and its limit, as it is recorded. */
import type { Failure } from '../../contract/base.ts';
import { BancadaError, type ErrorCode, type ErrorData, explain } from '../../contract/index.ts';

/** `message` is what the program itself said, where it said something. */
export function failureOf(code: ErrorCode, data: ErrorData): Failure {
  const message = code === 'STEP_FAILED' && typeof data.detail === 'string' ? data.detail : explain(code, data, 'pt-BR').what;
  return { code, data, message };
}

export function failureOfError(error: unknown, step: string, log: string): Failure {
  if (error instanceof BancadaError) return failureOf(error.code, { step, ...error.data });
  const { code, path = '—' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return failureOf('DISK_FULL', { step, path });
  return failureOf('INTERNAL', { step, log });
}
