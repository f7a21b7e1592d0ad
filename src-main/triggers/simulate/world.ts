/**
 * `simulateFirings`: the days to come, calculated: schedules, the rule for overlaps and the queue are the real ones; runs are spans of time.
 * It goes from one thing that happens to the next, and says at each where it is, so that whoever drives it may wait for a clock or not.
 */
import type { QueueReason } from '../../contract/queue.ts';
import type { Overlap, SimulatedFiring } from '../../contract/triggers.ts';
import { decide, type Entry } from '../../pipelines/index.ts';
import { decideOverlap } from '../policy/overlap.ts';
import type { Schedule } from '../schedule/schedule.ts';

export interface SimulatedTrigger {
  name: string;
  schedule: Schedule;
  overlap: Overlap;
  priority: number;
  tags: readonly string[];
  durationMs: number;
  memory: number;
}

export interface World {
  triggers: readonly SimulatedTrigger[];
  limits: { runs: number | null; tags: Readonly<Record<string, number>>; budget: number };
  from: number;
  to: number;
}

interface Run {
  trigger: SimulatedTrigger;
  entry: Entry;
  endsAt: number;
  firing: SimulatedFiring;
}

export interface Happened {
  at: number;
  /** Those that became known or changed now. */
  firings: SimulatedFiring[];
  waiting: number;
}

export function* simulateFirings({ triggers, limits, from, to }: World): Generator<Happened, void> {
  const next = new Map(triggers.map((trigger) => [trigger, trigger.schedule.next(from)]));
  const runs = new Map<string, Run>();
  let made = 0;

  function fire(trigger: SimulatedTrigger, at: number, touched: Set<SimulatedFiring>): void {
    const firing: SimulatedFiring = { trigger: trigger.name, at, outcome: 'started', reason: null, startedAt: null, endedAt: null, waited: null };
    touched.add(firing);
    const open = [...runs.values()].filter((run) => run.trigger === trigger).map(({ entry }) => entry.runId);
    const decision = decideOverlap(trigger.overlap, open, false);
    if (!decision.start) {
      Object.assign(firing, { outcome: 'skipped', reason: decision.reason });
      return;
    }
    for (const id of decision.cancel) {
      const old = runs.get(id)!.firing;
      Object.assign(old, { outcome: 'cancelled', endedAt: at });
      touched.add(old);
      runs.delete(id);
    }
    made += 1;
    const runId = String(made).padStart(9, '0');
    const { priority, tags, memory, name } = trigger;
    const entry: Entry = { runId, admitted: false, priority, tags, lane: name, memory, enteredAt: at };
    runs.set(runId, { trigger, entry, endsAt: Number.POSITIVE_INFINITY, firing });
  }
  function admit(at: number, touched: Set<SimulatedFiring>): number {
    const all = [...runs.values()];
    const used = all.reduce((sum, { entry }) => sum + (entry.admitted ? entry.memory : 0), 0);
    const { admit: begun, reasons } = decide(
      all.map(({ entry }) => entry),
      { ...limits, used },
    );
    for (const runId of begun) {
      const run = runs.get(runId)!;
      run.entry = { ...run.entry, admitted: true };
      run.endsAt = at + run.trigger.durationMs;
      run.firing.startedAt = at;
      touched.add(run.firing);
    }
    for (const [runId, reason] of reasons) runs.get(runId)!.firing.waited ??= said(reason);
    return reasons.size;
  }

  for (;;) {
    const ends = [...runs.values()].map((run) => run.endsAt);
    const times = [...next.values()].flatMap((at) => at ?? []);
    const at = Math.min(...ends, ...times);
    if (!(at <= to)) return;
    const touched = new Set<SimulatedFiring>();
    for (const [runId, run] of runs) {
      if (run.endsAt > at) continue;
      run.firing.endedAt = run.endsAt;
      touched.add(run.firing);
      runs.delete(runId);
    }
    for (const [trigger, due] of next) {
      if (due !== at) continue;
      fire(trigger, at, touched);
      next.set(trigger, trigger.schedule.next(at));
    }
    const waiting = admit(at, touched);
    yield { at, firings: [...touched], waiting };
  }
}

/** A run of the simulation has no name that anybody knows. */
function said(reason: QueueReason): QueueReason {
  return reason.kind === 'lane' || reason.kind === 'behind' ? { ...reason, runId: '' } : reason;
}
