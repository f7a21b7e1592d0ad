/**
 * `recordDue`: what has become due, written down before anything is done about it. Called inside one write, with the trigger as it is stored then:
 * of two cores that notice the same, one writes it, and the other finds it written.
 */
import type { Scalar } from '../contract/base.ts';
import type { FiringCause } from '../contract/triggers.ts';
import { chooseOccasions } from './policy/catch-up.ts';
import { decideOverlap } from './policy/overlap.ts';
import type { StoredTrigger } from './rows.ts';
import type { Source } from './sources/source.ts';
import type { TriggerStore } from './store.ts';

export interface RecordDeps {
  store: TriggerStore;
  owner: string;
  newRunId(now: number): string;
}

export interface Occasioned {
  key: string;
  at: number;
  cause: FiringCause;
  params?: Record<string, Scalar>;
}

/** Answers with the ids of the firings that are to be acted on. */
export function recordDue(deps: RecordDeps, trigger: StoredTrigger, source: Source, { now, grace }: { now: number; grace: number }): number[] {
  const { store } = deps;
  const { occasions, cursor } = source.look(trigger.cursor, now);
  if (JSON.stringify(cursor) !== JSON.stringify(trigger.cursor)) store.setCursor(trigger.id, cursor);
  const { catchUp } = trigger.definition;
  const { fire, leftOut } = chooseOccasions(occasions, { now, policy: catchUp, scheduled: source.scheduled, grace });
  const { kind } = trigger.definition.source;
  if (leftOut) {
    const { key, at, subject, reason, occasions: count } = leftOut;
    recordSkipped(deps, trigger, { key, at, cause: { kind, subject, late: true } }, { now, reason, occasions: count });
  }
  return fire.flatMap(({ key, at, subject, late }) => recordOne(deps, trigger, { key, at, cause: { kind, subject, late } }, now) ?? []);
}

/** One occasion, by the trigger's rule for overlaps. Null: it starts nothing, or was recorded before. */
export function recordOne(deps: RecordDeps, trigger: StoredTrigger, occasion: Occasioned, now: number): number | null {
  const { store, owner, newRunId } = deps;
  const { overlap, params } = trigger.definition;
  const isForced = occasion.cause.late && trigger.definition.catchUp.policy === 'all';
  const decision = decideOverlap(overlap, store.openRuns(trigger.id), isForced);
  if (!decision.start) {
    recordSkipped(deps, trigger, occasion, { now, reason: decision.reason, occasions: 1 });
    return null;
  }
  return store.record({
    ...common(trigger, occasion, now),
    params: { ...params, ...occasion.params },
    outcome: 'recorded',
    reason: null,
    occasions: 1,
    runId: newRunId(now),
    replaces: decision.cancel,
    owner,
  });
}

export function recordSkipped(
  { store }: Pick<RecordDeps, 'store'>,
  trigger: StoredTrigger,
  occasion: Occasioned,
  { now, reason, occasions }: { now: number; reason: 'overlap' | 'missed' | 'bound' | 'full' | 'paused'; occasions: number },
): void {
  const nothing = { runId: null, replaces: [], owner: null, params: { ...occasion.params } };
  store.record({ ...common(trigger, occasion, now), ...nothing, outcome: 'skipped', reason, occasions });
}

function common({ id, name, definition }: StoredTrigger, { key, at, cause }: Occasioned, now: number) {
  return { triggerId: id, name, key, cause, dueAt: at, recordedAt: now, pipeline: definition.pipeline };
}
