/** `exitFailure`: how a step's end becomes a failure with a name: what happened, where, and what to change. Null when it ended well. */
import type { Failure } from '../../contract/base.ts';
import type { StepExit } from '../../engines/engine.ts';
import { formatDuration, formatSize, type PlannedStep } from '../spec/index.ts';
import { raise } from './advice.ts';
import { failureOf } from './failure.ts';
import { loopIn } from './loops.ts';
import { lineAt } from './place.ts';
import { type ErrorEvent, programFailure } from './program.ts';

export interface Ended {
  step: PlannedStep;
  exit: StepExit;
  /** What the program said of its own failure. */
  said: ErrorEvent | null;
  /** Its last lines on stderr. */
  stderr: readonly string[];
  /** The last two things it said at all. */
  lastWords: readonly string[];
  codeDir: string;
}

export function exitFailure(ended: Ended): Failure | null {
  const { step, exit, codeDir, lastWords } = ended;
  const { resources, stepId } = step;
  const said = lastWords.at(-1);
  const last = said === undefined ? '@last-nothing' : `@last ${said}`;
  const about = { step: step.id, file: step.run, last };
  const more = (field: 'memory' | 'disk' | 'logs', bytes: number) =>
    raise(codeDir, stepId, { field: `resources.${field}`, now: sizeText(bytes), try: sizeText(2 * bytes) });
  switch (exit.reason) {
    case 'exited':
      return exit.code === 0 ? null : programFailure(ended);
    case 'out-of-memory':
      return failureOf('STEP_OUT_OF_MEMORY', {
        ...about,
        limit: formatSize(resources.memoryBytes),
        how: exit.code === 137 || exit.code === null ? '@memory-killed' : '@memory-heap',
        change: more('memory', resources.memoryBytes),
      });
    case 'timeout':
      return timeFailure(ended, about);
    case 'disk-limit':
      return failureOf('STEP_DISK_LIMIT', { ...about, limit: formatSize(resources.diskBytes), change: more('disk', resources.diskBytes) });
    case 'log-limit':
      // The very last line was cut off at the limit.
      return failureOf('STEP_LOG_LIMIT', {
        ...about,
        last: `@last ${lastWords.at(-2) ?? said ?? '—'}`,
        limit: formatSize(resources.logBytes),
        change: more('logs', resources.logBytes),
      });
    case 'engine-lost':
      return failureOf('STEP_ENGINE_LOST', about);
    case 'cancelled':
      return failureOf('STEP_CANCELLED', { step: step.id });
  }
}

/** Of its CPU a program that waits uses little, and one that is caught in a loop nearly all. */
const busyShare = 0.5;

function timeFailure({ step, exit, codeDir }: Ended, about: { step: string; file: string | null; last: string }): Failure {
  const limit = formatDuration(step.timeoutMs);
  const change = raise(codeDir, step.stepId, { field: 'timeout', now: durationText(step.timeoutMs), try: durationText(2 * step.timeoutMs) });
  const share = exit.cpuMs == null ? null : exit.cpuMs / (step.timeoutMs * Math.min(1, step.resources.cpus));
  if (share === null || share < busyShare) {
    return failureOf('STEP_TIMEOUT', { ...about, limit, change, how: share === null ? '@time-unknown' : '@time-waiting' });
  }
  const place = step.run === null ? null : loopIn(codeDir, step.run);
  const where = place && { ...place, source: lineAt(codeDir, place), look: `@loop-at ${place.file}|${place.line}` };
  return failureOf('STEP_BUSY', { ...about, limit, change, share: Math.round(Math.min(1, share) * 100), look: '@loop-any', ...where });
}

/** As pipeline.yaml takes it. */
function sizeText(bytes: number): string {
  for (const [unit, size] of [
    ['g', 1024 ** 3],
    ['m', 1024 ** 2],
    ['k', 1024],
  ] as const)
    if (bytes % size === 0) return `${bytes / size}${unit}`;
  return String(bytes);
}

function durationText(ms: number): string {
  for (const [unit, length] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const)
    if (ms % length === 0) return `${ms / length}${unit}`;
  return `${ms}ms`;
}
