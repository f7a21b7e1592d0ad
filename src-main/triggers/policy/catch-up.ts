/**
 * `chooseOccasions`: which occasions fire, and which were missed. What has just come is on time; what passed while nobody looked is late,
 * and the trigger's policy says what becomes of it. At most one row tells of all that is left out.
 */
import type { CatchUp, SkipReason } from '../../contract/triggers.ts';

export interface Occasion {
  /** The same for every core that notices it. */
  key: string;
  at: number;
  subject: string | null;
}

export interface Choice {
  fire: (Occasion & { late: boolean })[];
  leftOut: (Occasion & { reason: SkipReason; occasions: number }) | null;
}

/** So late an occasion still counts as on time. */
export const graceMs = 60_000;

export interface ChooseOptions {
  now: number;
  policy: CatchUp;
  /** Of a schedule, only the newest instant can be on time: the ones before it had their turn. Each event stands for itself. */
  scheduled: boolean;
  grace?: number;
}

/** `occasions`: oldest first. */
export function chooseOccasions(occasions: readonly Occasion[], { now, policy, scheduled, grace = graceMs }: ChooseOptions): Choice {
  const onTime = (index: number) => now - occasions[index]!.at <= grace && (!scheduled || index === occasions.length - 1);
  const fresh = occasions.filter((_, index) => onTime(index));
  const missed = occasions.filter((_, index) => !onTime(index));
  const kept = { none: 0, last: fresh.length > 0 ? 0 : 1, all: policy.max }[policy.policy];
  const made = kept === 0 ? [] : missed.slice(-kept);
  const out = missed.slice(0, missed.length - made.length);
  const newest = out.at(-1);
  return {
    fire: [...made.map((occasion) => ({ ...occasion, late: true })), ...fresh.map((occasion) => ({ ...occasion, late: false }))],
    leftOut: newest ? { ...newest, reason: policy.policy === 'all' ? 'bound' : 'missed', occasions: out.length } : null,
  };
}
