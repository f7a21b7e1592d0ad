/** `debugState`: what the debugger adds to the view of a run: how long it stood still, and what is special about which step. */
import type { StepRun } from '../../contract/pipelines.ts';
import type { RunRecord } from '../records.ts';
import type { Store } from '../store.ts';
import { reachedByEdits } from './edits.ts';

export interface DebugState {
  idleMs: number;
  of(id: string, stepId: string): StepRun['debug'];
}

export function debugState(store: Store, run: RunRecord, now: number): DebugState {
  const { debug } = store;
  const breakpoints = debug.breakpoints(run.runId);
  const pauses = new Map(debug.pauses(run.runId).map((pause) => [pause.step, pause]));
  const edits = new Set(debug.edits(run.runId).keys());
  const reached = reachedByEdits(run.plan.steps, edits);
  const isPlain = breakpoints.size === 0 && pauses.size === 0 && edits.size === 0;
  return {
    idleMs: idleMs(store, run, now),
    of(id, stepId) {
      if (isPlain) return null;
      const breakpoint = breakpoints.has(id) || breakpoints.has(stepId);
      const pause = pauses.get(id);
      const pausedAt = pause?.until === null ? pause.at : null;
      const state = { breakpoint, pausedAt, edited: edits.has(id), reached: reached.has(id) };
      return breakpoint || pausedAt !== null || state.reached ? state : null;
    },
  };
}

/** Time in which a step was paused and no program ran: it counts neither as running time nor against a time-out. */
export function idleMs({ debug }: Store, { runId, endedAt }: RunRecord, now: number): number {
  const end = endedAt ?? now;
  const pauses = debug.pauses(runId).map(({ at, until }) => ({ from: at, to: until ?? end }));
  if (pauses.length === 0) return 0;
  const busy = debug.spans(runId).map(({ from, until }) => ({ from, to: until ?? end }));
  return covered([...pauses, ...busy]) - covered(busy);
}

interface Span {
  from: number;
  to: number;
}

/** The length of what at least one of them covers. */
export function covered(spans: readonly Span[]): number {
  let total = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, reach));
    reach = Math.max(reach, to);
  }
  return total;
}
