/** `createScaler`: keeps the number of replicas of endpoints that have a policy in step with their load; one core of a home does it for each. */
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import type { GatewayWindow } from '../gateway/index.ts';
import type { ServingDomain } from '../serving/index.ts';
import { type Load, wantedReplicas } from './autoscale.ts';

export interface Scaler {
  /** Looks which endpoints have a policy. Follows the gateway only while one has. */
  refresh(): void;
  close(): void;
}

const cpuEveryMs = 2000;

export function createScaler(core: Core, serving: Pick<ServingDomain, 'fleet' | 'fleets' | 'gateway' | 'get' | 'cpu'>): Scaler {
  const owner = newOwner();
  const loads = new Map<string, Load[]>();
  const busy = new Set<string>();
  const cpus = new Map<string, { at: number; cpu: number | null }>();
  let unfollow: (() => void) | null = null;

  async function cpuOf(endpoint: string, now: number): Promise<number | null> {
    const known = cpus.get(endpoint);
    if (known && now - known.at < cpuEveryMs) return known.cpu;
    const cpu = await serving.cpu(endpoint).catch(() => null);
    cpus.set(endpoint, { at: now, cpu });
    return cpu;
  }

  async function take(window: GatewayWindow): Promise<void> {
    const { endpoint } = window;
    const { scaling, replicas } = serving.fleets.fleet(endpoint);
    if (!scaling || !(await serving.fleets.claimScaler(endpoint, owner, isAlive))) return;
    const now = core.clock.now();
    const { revision, url } = serving.get(endpoint);
    const concurrency = window.revisions.find((one) => one.revision === revision)?.concurrency ?? 0;
    const history = [...(loads.get(endpoint) ?? []), { at: now, concurrency, cpu: await cpuOf(endpoint, now), replicas }];
    loads.set(
      endpoint,
      history.filter(({ at }, i) => at > now - scaling.calmMs || (history[i + 1]?.at ?? now) > now - scaling.calmMs),
    );
    if (busy.has(endpoint) || url === null) return;
    const wanted = wantedReplicas(scaling, history, now, replicas);
    if (wanted === replicas) return;
    busy.add(endpoint);
    core.log.info('endpoint scaled', { endpoint, from: replicas, to: wanted });
    await serving.fleet.scale(endpoint, { replicas: wanted }).finally(() => busy.delete(endpoint));
  }

  function takeAll(windows: GatewayWindow[]): void {
    for (const window of windows)
      void take(window).catch((error: unknown) => core.log.warn('endpoint not scaled', { endpoint: window.endpoint, error }));
  }

  return {
    refresh() {
      const any = serving.fleets.scaled().length > 0;
      if (any) unfollow ??= serving.gateway.onWindows(takeAll);
      else {
        unfollow?.();
        unfollow = null;
      }
    },
    close() {
      unfollow?.();
      leave(owner);
    },
  };
}
