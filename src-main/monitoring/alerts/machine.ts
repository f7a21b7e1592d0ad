/**
 * `step`: what a reading does to a rule at an endpoint: it begins to hold, holds for long enough and fires, gets worse, or has come back past the threshold
 * that ends it. Pure; what it answers is written down before anything acts on it.
 */
import type { AlertRule, AlertSeverity } from '../../contract/alerts.ts';
import { storyMs } from '../../contract/story.ts';
import type { Reading } from './reading.ts';

/** A condition that holds, not yet for long enough. */
export interface Pending {
  since: number;
  windows: number;
  lastWindow: number;
  seenAt: number;
}

export type Outcome =
  | { action: 'none' }
  | { action: 'wait'; pending: Pending }
  | { action: 'forget' }
  | { action: 'fire' | 'worsen'; value: number; severity: AlertSeverity; subjects: string[] }
  | { action: 'resolve'; value: number };

export interface Standing {
  pending: Pending | null;
  /** Of the alert that fires. */
  firing: { value: number; severity: AlertSeverity } | null;
}

const ranks: Record<AlertSeverity, number> = { info: 0, warning: 1, critical: 2 };
/** Nobody looked for so long that what was seen before says nothing any more. */
const longestGapMs = 5 * 60_000;

export function step(rule: AlertRule, { pending, firing }: Standing, reading: Reading | null, now: number): Outcome {
  if (!reading) return { action: 'none' };
  if (firing) {
    const isOver = rule.clear === null ? !holds(rule, reading) : !isBeyond(rule, rule.clear, reading.value);
    if (isOver) return { action: 'resolve', value: reading.value };
    return holds(rule, reading) ? worsened(rule, firing, reading) : { action: 'none' };
  }
  if (!holds(rule, reading)) return pending ? { action: 'forget' } : { action: 'none' };
  const going = pending && now - pending.seenAt <= Math.max(longestGapMs, neededMs(rule)) ? pending : null;
  const next: Pending = going
    ? { since: going.since, windows: going.windows + (reading.window === going.lastWindow ? 0 : 1), lastWindow: reading.window, seenAt: now }
    : { since: now, windows: 1, lastWindow: reading.window, seenAt: now };
  return longEnough(rule, next, now) ? { action: 'fire', ...told(rule, reading) } : { action: 'wait', pending: next };
}

const isBeyond = ({ above }: Pick<AlertRule, 'above'>, threshold: number, value: number) => (above !== null ? value > threshold : value < threshold);

/** Whether the condition is there now. */
export function holds(rule: Pick<AlertRule, 'above' | 'below'>, { value, unsure = false }: Reading): boolean {
  return isBeyond(rule, (rule.above ?? rule.below)!, value) && !unsure;
}

function worsened(rule: AlertRule, firing: NonNullable<Standing['firing']>, reading: Reading): Outcome {
  const now = told(rule, reading);
  const isGraver = ranks[now.severity] > ranks[firing.severity];
  if (!isGraver && !isBeyond(rule, firing.value, now.value)) return { action: 'none' };
  return { action: 'worsen', ...now, severity: isGraver ? now.severity : firing.severity };
}

function told(rule: AlertRule, reading: Reading) {
  const { value, byFeature = [] } = reading;
  const threshold = (rule.above ?? rule.below)!;
  const subjects = [...byFeature].filter(([, of]) => isBeyond(rule, threshold, of)).map(([name]) => name);
  return { value, severity: severityOf(rule, reading), subjects };
}

/** How long a condition has to hold, where that is a matter of time. */
export function neededMs({ for: needed, when }: AlertRule): number {
  if (typeof needed === 'string') return storyMs(needed)!;
  // Windows of time slide: two in a row are one that has held for as long as it is wide.
  return 'over' in when ? (needed - 1) * storyMs(when.over)! : 0;
}

function longEnough(rule: AlertRule, { since, windows }: Pending, now: number): boolean {
  if (typeof rule.for === 'string' || 'over' in rule.when) return now - since >= neededMs(rule);
  return windows >= rule.for;
}

function severityOf({ severity, critical, above }: AlertRule, { value, grave }: Reading): AlertSeverity {
  const past = critical !== null && (above !== null ? value > critical : value < critical);
  return past || (grave && severity === 'warning') ? 'critical' : severity;
}
