/** Rollouts: how an endpoint goes from one revision to the next, by measured health, and back; and how many replicas it has. */
import { randomUUID } from 'node:crypto';
import { openBell } from '../common/bell.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { FleetView, Rollout, RolloutPlan, Scaling } from '../contract/rollout.ts';
import type { Monitoring } from '../monitoring/index.ts';
import type { ServingDomain } from '../serving/index.ts';
import { createDriver } from './driver.ts';
import type { Wish } from './machine.ts';
import { createScaler } from './scaler.ts';
import { createRolloutStore, type RolloutRow } from './store.ts';
import { createView } from './view.ts';

export interface Rollouts {
  /** Answers once it is written down. */
  start(plan: RolloutPlan): Promise<Rollout>;
  /** Newest first. */
  list(endpoint: string, limit: number): Rollout[];
  /** The one under way, else the last. */
  last(endpoint: string): Rollout | null;
  wish(endpoint: string, wish: Wish): Promise<Rollout>;
  /** Of the rollout under way, or to the revision that is kept warm. */
  rollback(endpoint: string): Promise<FleetView>;
  scale(endpoint: string, change: { replicas?: number | undefined; scaling?: Scaling | null | undefined }): Promise<FleetView>;
  fleet(endpoint: string): FleetView;
  follow(endpoint: string, changed: () => void): () => void;
  /** Drives those whose core has died or let go, and scales what has a policy. */
  takeUp(): void;
  /**
   * Drives it here unless another core does, until it is over or waits for a person. `wished`: that person has just said something, which is
   * done first.
   */
  settled(endpoint: string, onChange: (rollout: Rollout) => void, wished?: boolean): Promise<Rollout | null>;
  close(): Promise<void>;
}

export function createRollouts(
  core: Core,
  { serving, monitoring }: { serving: ServingDomain; monitoring: Pick<Monitoring, 'alertsSince'> },
): Rollouts {
  const store = createRolloutStore(core.storage);
  const driftedSince = (endpoint: string, at: number) =>
    monitoring.alertsSince(at).some((alert) => alert.endpoint === endpoint && alert.rule === 'drift');
  const driver = createDriver(core, { serving, store, driftedSince });
  const scaler = createScaler(core, serving);
  const view = createView({ serving, store, driver });
  const bell = openBell(core.home);
  let stopHearing: (() => void) | null = null;

  function drive(id: string): void {
    void driver.drive(id).catch((error: unknown) => core.log.error('rollout not driven', { id, error }));
  }

  function active(endpoint: string): RolloutRow {
    const row = store.activeOf(endpoint);
    if (!row) throw new BancadaError('ROLLOUT_NOT_RUNNING', { name: endpoint });
    return row;
  }

  function takeUp(): void {
    for (const { id } of store.active()) drive(id);
    scaler.refresh();
    stopHearing ??= bell.listen(takeUp);
  }

  async function wish(endpoint: string, wished: Wish): Promise<Rollout> {
    const { id } = active(endpoint);
    await store.wish(id, wished);
    driver.wake(id);
    drive(id);
    return view.rollout(store.row(id));
  }

  async function begin(plan: RolloutPlan): Promise<Rollout> {
    const { endpoint } = plan;
    const own = serving.get(endpoint);
    if (store.activeOf(endpoint)) throw new BancadaError('ROLLOUT_RUNNING', { name: endpoint });

    if (own.url === null) throw new BancadaError('ENDPOINT_NOT_READY', { name: endpoint, seconds: 0, detail: own.status });
    await serving.plan(plan.target, plan.solution);
    const now = core.clock.now();
    const id = randomUUID();
    // What was kept warm until now gives its place to what will be.
    for (const { revision } of serving.fleets.revisions(endpoint)) await serving.fleet.retire(endpoint, revision);
    const candidate = Math.max(own.revision, serving.fleets.highest(endpoint)) + 1;
    const state = { phase: 'starting' as const, step: 0, since: now, stable: own.revision, candidate, ...atRest };
    const row: RolloutRow = { id, endpoint, plan, state, status: 'running', startedAt: now, endedAt: null, owner: null, wish: null };
    await store.add(row, { kind: 'started', weight: 0, revision: candidate }, () =>
      serving.fleets.now.saveFleet({ ...serving.fleets.fleet(endpoint), rollout: id }),
    );
    drive(id);
    return view.rollout(store.row(id));
  }

  return {
    async start(plan) {
      const { endpoint } = plan;
      await serving.settled();
      return serving.inTurn(endpoint, () => begin(plan));
    },
    list(endpoint, limit) {
      serving.get(endpoint);
      return store.of(endpoint, limit).map(view.rollout);
    },
    last(endpoint) {
      const row = store.activeOf(endpoint) ?? store.of(endpoint, 1)[0];
      return row ? view.rollout(row) : null;
    },
    wish,
    async rollback(endpoint) {
      serving.get(endpoint);
      if (store.activeOf(endpoint)) await wish(endpoint, { do: 'undo' });
      else {
        const warm = serving.fleets.revisions(endpoint).find(({ role }) => role === 'warm');
        if (!warm) throw new BancadaError('ROLLBACK_NOTHING', { name: endpoint });
        await serving.inTurn(endpoint, () => serving.fleet.promote(endpoint, warm.revision));
      }
      return view.fleet(endpoint);
    },
    async scale(endpoint, { replicas, scaling }) {
      const { url, status } = serving.get(endpoint);
      if (url === null) throw new BancadaError('ENDPOINT_NOT_READY', { name: endpoint, seconds: 0, detail: status });
      if (scaling && scaling.min > scaling.max)
        throw new BancadaError('PARAM_INVALID', { name: 'min', value: scaling.min, expected: `≤ ${scaling.max}`, example: 'min 1, max 5' });
      await serving.fleet.scale(endpoint, { ...(replicas !== undefined && { replicas }), ...(scaling !== undefined && { scaling }) });
      scaler.refresh();
      bell.ring();
      return view.fleet(endpoint);
    },
    fleet: view.fleet,
    follow: view.follow,
    takeUp,
    async settled(endpoint, onChange, wished = false) {
      const row = store.activeOf(endpoint);
      if (!row) return null;
      const at = (id: string) => view.rollout(store.row(id));
      await new Promise<void>((resolve) => {
        let tried = false;
        // Another core may drive it: its news come by the database alone.
        const timer = setInterval(() => look(), elsewhereMs);
        const look = () => {
          const { wish: open, owner } = store.row(row.id);
          const now = at(row.id);
          onChange(now);
          if (now.phase === 'over' || (isAtRest(now) && !(wished && open !== null)) || (tried && owner === null)) done();
        };
        const unlisten = core.changes.listen(({ topic, id }) => topic === 'endpoints' && id === endpoint && look());
        const done = () => {
          clearInterval(timer);
          unlisten();
          resolve();
        };
        void driver.drive(row.id).finally(() => {
          tried = true;
          look();
        });
      });
      return at(row.id);
    },
    async close() {
      stopHearing?.();
      scaler.close();
      await driver.close();
      if (store.active().length > 0) bell.ring();
    },
  };
}

const elsewhereMs = 250;
const isAtRest = ({ status, phase, waits }: Rollout) => phase === 'step' && (status === 'paused' || waits);

const atRest = { reason: null, weight: null, waits: false, baseline: null };
