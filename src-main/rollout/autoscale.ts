/** `wantedReplicas`: how many replicas an endpoint should have, from what they had to do. Up at once, down only when fewer would have been enough for a while. */
import type { Scaling } from '../contract/rollout.ts';

export interface Load {
  at: number;
  /** Requests under way and waiting, at all replicas together. */
  concurrency: number;
  /** Share of its limit that a replica uses, on average; null when unknown. */
  cpu: number | null;
  replicas: number;
}

/** One spike of half a second starts nobody. */
const recentMs = 2000;

export function wantedReplicas({ min, max, concurrency, cpu, calmMs }: Scaling, loads: readonly Load[], now: number, current: number): number {
  const need = (load: Load) => Math.max(load.concurrency / concurrency, load.cpu === null ? 0 : (load.cpu * load.replicas) / cpu);
  const mean = (some: readonly Load[]) => some.reduce((sum, load) => sum + need(load), 0) / some.length;
  const clamp = (value: number) => Math.min(max, Math.max(min, Math.ceil(value - 0.1)));
  const recent = loads.filter(({ at }) => at > now - recentMs);
  if (recent.length === 0) return Math.min(max, Math.max(min, current));
  const up = clamp(mean(recent));
  if (up > current) return up;
  const seen = loads.length > 0 && loads[0]!.at <= now - calmMs;
  if (!seen) return Math.min(max, Math.max(min, current));
  const calm = loads.filter(({ at }) => at > now - calmMs);
  // The most that any stretch of it needed.
  let most = 0;
  for (let from = now - calmMs; from < now; from += recentMs) {
    const stretch = calm.filter(({ at }) => at > from && at <= from + recentMs);
    if (stretch.length > 0) most = Math.max(most, mean(stretch));
  }
  return Math.min(current, clamp(most));
}
