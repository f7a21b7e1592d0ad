/** Where the time of each step went, from the run's start: waiting for its turn, being made ready, running, its outputs taken, standing paused. Pure. */
import type { PipelineRun, StepRun, StepStatus, Timeline } from '#contract';

export type Phase = 'queued' | 'ready' | 'work' | 'collect' | 'retry' | 'paused';

export interface Segment {
  phase: Phase;
  /** Milliseconds from the start of the run. */
  from: number;
  to: number;
}

export interface TimeRow {
  id: string;
  status: StepStatus;
  /** When all that it needs had ended. */
  readyAt: number;
  endedAt: number;
  segments: Segment[];
}

export type TimedRun = Pick<PipelineRun, 'startedAt' | 'endedAt' | 'steps'>;

/** Steps that have neither begun nor waited have no row. */
export function timeRows(run: TimedRun, timeline: Timeline | undefined, now: number): TimeRow[] {
  const attempts = Map.groupBy(timeline?.attempts ?? [], ({ step }) => step);
  const pauses = new Map(timeline?.pauses.map((pause) => [pause.step, pause]));
  const ends = new Map(run.steps.map((step) => [step.id, step.endedAt]));
  return run.steps.flatMap((step) => {
    const tries = attempts.get(step.id) ?? [];
    const pause = pauses.get(step.id);
    if (step.startedAt === null && tries.length === 0 && !pause) return [];
    const at = (instant: number) => Math.max(0, instant - run.startedAt);
    const first = Math.min(...[step.startedAt, tries[0]?.startedAt, pause?.at].filter((each) => typeof each === 'number'));
    const readyAt = at(Math.min(first, Math.max(run.startedAt, ...step.needs.map((id) => ends.get(id) ?? run.startedAt))));
    const segments = tries.length === 0 && !pause ? plain(step, readyAt, at, now) : spread(tries, { pause, readyAt, at, now });
    const endedAt = Math.max(readyAt, at(step.endedAt ?? now), ...segments.map(({ to }) => to));
    return [{ id: step.id, status: step.status, readyAt, endedAt, segments: segments.filter(({ from, to }) => to > from) }];
  });
}

/** Of a built-in, of results that were taken, and of runs from before tries were told apart. */
function plain(step: StepRun, readyAt: number, at: (instant: number) => number, now: number): Segment[] {
  const from = at(step.startedAt ?? now);
  return [
    { phase: 'queued', from: readyAt, to: from },
    { phase: 'work', from, to: Math.max(from, at(step.endedAt ?? now)) },
  ];
}

interface About {
  pause: Timeline['pauses'][number] | undefined;
  readyAt: number;
  at: (instant: number) => number;
  now: number;
}

function spread(tries: readonly Timeline['attempts'][number][], { pause, readyAt, at, now }: About): Segment[] {
  const segments: Segment[] = [];
  let reached = readyAt;
  const until = (phase: Phase, instant: number | null) => {
    const to = Math.max(reached, at(instant ?? now));
    segments.push({ phase, from: reached, to });
    reached = to;
  };
  if (pause) {
    until('queued', pause.at);
    until('paused', pause.until);
  }
  for (const [index, one] of tries.entries()) {
    // Between two tries it waited by its own rule, not for a turn.
    if (index > 0 && one.queuedAt !== null) until('retry', one.queuedAt);
    until('queued', one.startedAt);
    until('ready', one.launchedAt ?? (one.endedAt === null && one.status === 'running' ? now : one.startedAt));
    until('work', one.exitedAt ?? one.endedAt);
    if (one.exitedAt !== null) until('collect', one.endedAt);
  }
  return segments;
}

export function timeOf(row: TimeRow, ...phases: Phase[]): number {
  return row.segments.reduce((sum, { phase, from, to }) => sum + (phases.includes(phase) ? to - from : 0), 0);
}
