/** `createView`: what people are shown: rollouts with their evidence, and everything behind an endpoint's address with what goes through it now. */
import type { FleetView, Rollout } from '../contract/rollout.ts';
import { type GatewayWindow, whole } from '../gateway/index.ts';
import type { ServingDomain } from '../serving/index.ts';
import type { Driver } from './driver.ts';
import { weightOf } from './machine.ts';
import { stepsOf } from './plan.ts';
import type { RolloutRow, RolloutStore } from './store.ts';
import { emptyTally, evidenceOf, nothing, observed } from './tally.ts';

export interface View {
  rollout(row: RolloutRow): Rollout;
  fleet(endpoint: string): FleetView;
  /** Measures an endpoint until the returned function is called. */
  follow(endpoint: string, changed: () => void): () => void;
}

/** Windows that a picture sums over. */
const kept = 6;

export function createView({ serving, store, driver }: { serving: ServingDomain; store: RolloutStore; driver: Driver }): View {
  const recent = new Map<string, { watchers: number; windows: GatewayWindow[] }>();

  return {
    rollout(row) {
      const { id, endpoint, plan, state, status, startedAt, endedAt } = row;
      const { phase, step, stable, candidate, reason, waits } = state;
      const tally = driver.tally(id);
      const rest = { steps: stepsOf(plan).length, weight: weightOf(plan, state), waits: waits || stepsOf(plan)[step]?.holdMs === null };
      const now = phase === 'over' || !tally ? null : evidenceOf(tally);
      return { id, endpoint, plan, status, phase, step, ...rest, stable, candidate, reason, startedAt, endedAt, now, events: store.events(id) };
    },
    fleet(endpoint) {
      const own = serving.get(endpoint);
      const { weights, sticky, shadow, replicas, scaling } = serving.fleets.fleet(endpoint);
      const ready = serving.fleets.replicas(endpoint).filter(({ state }) => state === 'ready');
      const windows = recent.get(endpoint)?.windows ?? [];
      const seconds = windows.reduce((sum, { ms }) => sum + ms, 0) / 1000;
      const others = serving.fleets.revisions(endpoint);
      const flow = (revision: number) => {
        if (windows.length === 0) return { perSecond: null, p95: null, errorShare: null, concurrency: null };
        const tally = { ...emptyTally(), stable: nothing() };
        const parts = windows.flatMap((window) => window.revisions.filter((one) => one.revision === revision));
        for (const { requests, errors, latency } of parts) {
          tally.stable.requests += requests;
          tally.stable.errors += errors;
          for (const [bucket, count] of latency) tally.stable.latency[bucket] = (tally.stable.latency[bucket] ?? 0) + count;
        }
        const { requests, errors, p95 } = observed(tally.stable);
        return {
          perSecond: requests / seconds,
          p95,
          errorShare: requests > 0 ? errors / requests : null,
          concurrency: parts.at(-1)?.concurrency ?? 0,
        };
      };
      const given = others.reduce((sum, { revision }) => sum + (weights[revision] ?? 0), 0);
      const up = own.url === null ? 0 : 1;
      const count = (revision: number) => ready.filter((one) => one.revision === revision).length;
      return {
        endpoint,
        revisions: [
          {
            ...{ revision: own.revision, role: 'stable' as const, source: own.source, weight: (whole - given) / 100, shadow: false },
            ...{ replicas: up + count(own.revision), wanted: replicas },
            ...flow(own.revision),
          },
          ...others.map(({ revision, role, source, replicas: wanted }) => ({
            ...{ revision, role, source, weight: (weights[revision] ?? 0) / 100, shadow: shadow?.revision === revision },
            ...{ replicas: count(revision), wanted },
            ...flow(revision),
          })),
        ],
        sticky,
        scaling,
        shed: windows.at(-1)?.shed ?? 0,
        waiting: windows.at(-1)?.waiting ?? 0,
      };
    },
    follow(endpoint, changed) {
      const entry = recent.get(endpoint) ?? { watchers: 0, windows: [] };
      recent.set(endpoint, entry);
      entry.watchers++;
      const unfollow = serving.gateway.onWindows((windows) => {
        const window = windows.find((one) => one.endpoint === endpoint);
        if (!window) return;
        if (entry.windows.at(-1) !== window) entry.windows = [...entry.windows, window].slice(-kept);
        changed();
      });
      return () => {
        unfollow();
        if (--entry.watchers === 0) recent.delete(endpoint);
      };
    },
  };
}
