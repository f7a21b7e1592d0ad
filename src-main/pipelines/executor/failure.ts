/** How a step's end becomes an error with a name, a place and a limit. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../contract/base.ts';
import { BancadaError, type ErrorCode, type ErrorData, explain } from '../../contract/index.ts';
import type { StepExit } from '../../engines/engine.ts';
import { formatDuration, formatSize, type PlannedStep } from '../spec/index.ts';
import type { StepEvent } from './events.ts';

export type ErrorEvent = Extract<StepEvent, { type: 'error' }>;

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

export interface Ended {
  step: PlannedStep;
  exit: StepExit;
  /** What the program said of its own failure. */
  said: ErrorEvent | null;
  /** Its last lines on stderr. */
  stderr: readonly string[];
  codeDir: string;
}

/** Null when the program ended well. */
export function exitFailure({ step, exit, said, stderr, codeDir }: Ended): Failure | null {
  const { id } = step;
  const { resources } = step;
  switch (exit.reason) {
    case 'exited':
      return exit.code === 0 ? null : programFailure({ step, exit, said, stderr, codeDir });
    case 'out-of-memory':
      return failureOf('STEP_OUT_OF_MEMORY', { step: id, limit: formatSize(resources.memoryBytes) });
    case 'timeout':
      return failureOf('STEP_TIMEOUT', { step: id, limit: formatDuration(step.timeoutMs) });
    case 'disk-limit':
      return failureOf('STEP_DISK_LIMIT', { step: id, limit: formatSize(resources.diskBytes) });
    case 'log-limit':
      return failureOf('STEP_LOG_LIMIT', { step: id, limit: formatSize(resources.logBytes) });
    case 'engine-lost':
      return failureOf('STEP_ENGINE_LOST', { step: id });
    case 'cancelled':
      return failureOf('STEP_CANCELLED', { step: id });
  }
}

function programFailure({ step, exit, said, stderr, codeDir }: Ended): Failure {
  const place = (said?.file && { file: ownFile(said.file, codeDir) ?? said.file, line: said.line ?? 1 }) || placeIn(stderr, codeDir);
  const lastWords =
    stderr.findLast((line) => /^\s*\w*(Error|Exception)\b/.test(line)) ?? stderr.findLast((line) => line.trim() !== '' && !/^Node\.js v/.test(line));
  return failureOf('STEP_FAILED', {
    step: step.id,
    detail: (said?.message || lastWords?.trim() || `exit ${exit.code ?? '?'}`).slice(0, longestDetail),
    reason: said?.code ?? null,
    file: place?.file ?? step.run ?? '—',
    line: place?.line ?? 1,
    exit: exit.code,
  });
}

const longestDetail = 4000;

/** The first place in the learner's own files that a stack trace names. */
function placeIn(stderr: readonly string[], codeDir: string): { file: string; line: number } | null {
  for (const text of stderr) {
    for (const found of text.matchAll(/([\w./\-[\]]+\.[cm]?[jt]s):(\d+)/g)) {
      const file = ownFile(found[1]!, codeDir);
      if (file) return { file, line: Number(found[2]) };
    }
  }
  return null;
}

/** A path as the program saw it (`/lab/code/passos/x.ts`), as the workspace names it. */
function ownFile(path: string, codeDir: string): string | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let from = 0; from < parts.length; from += 1) {
    const candidate = parts.slice(from).join('/');
    if (statSync(join(codeDir, candidate), { throwIfNoEntry: false })?.isFile()) return candidate;
  }
  return null;
}
