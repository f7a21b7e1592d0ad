/** `causeOf`, `holdOf`: whether there is a reason to train again, and what speaks against it now. Pure: what was measured goes in. */
import type { FeedbackPolicy, LoopCause, LoopHold } from '../contract/feedback.ts';

export interface Facts {
  now: number;
  paused: boolean;
  /** The endpoint answers. */
  ready: boolean;
  /** The lab's drift alert, where it fires. */
  drift: string | null;
  /** Of a rule that the policy names. */
  alert: string | null;
  /** Of the newest labelled answers since the last loop ended. */
  accuracy: { share: number | null; labels: number };
  /** Labelled rows there are, and those that came since the last loop began. */
  labels: number;
  newLabels: number;
  /** When the request was made that the newest label belongs to. */
  newestAt: number | null;
  /** Beginnings of the last day, newest first, and the end of the last loop; null while one runs. */
  begun: readonly number[];
  lastEnd: number | null;
  running: boolean;
  createdAt: number;
}

const dayMs = 86_400_000;

export function causeOf({ when }: FeedbackPolicy, facts: Facts): LoopCause | null {
  const { performance, labels, everyMs } = when;
  if (when.drift !== false && facts.drift !== null) return 'drift';
  if (facts.alert !== null) return 'alert';
  const { share, labels: judged } = facts.accuracy;
  if (performance && share !== null && judged >= performance.labels && share < performance.below) return 'performance';
  if (labels && facts.newLabels >= labels) return 'labels';
  if (everyMs && facts.now - Math.max(facts.createdAt, facts.begun[0] ?? 0) >= everyMs) return 'schedule';
  return null;
}

/**
 * Without these a loop feeds on itself: an alert that training does not end would start it again and again, and old or few labels would teach the model a world
 * that is gone, or chance.
 */
export function holdOf({ data, guard }: FeedbackPolicy, facts: Facts): LoopHold | null {
  const { now, labels, newLabels, newestAt } = facts;
  if (facts.paused) return 'paused';
  if (facts.running) return 'running';
  if (!facts.ready) return 'endpoint';
  if (facts.lastEnd !== null && now - facts.lastEnd < guard.cooldownMs) return 'cooldown';
  if (facts.begun.filter((at) => now - at < dayMs).length >= guard.perDay) return 'per-day';
  if (labels < data.atLeast) return 'few-labels';
  if (facts.begun.length > 0 && newLabels < guard.newLabels) return 'no-new-labels';
  if (data.freshMs !== null && (newestAt === null || now - newestAt > data.freshMs)) return 'stale-labels';
  return null;
}
