/**
 * `createDriver`: drives rollouts. Each phase is written down before its work is done, and its work may be done again: a core that is killed anywhere leaves
 * a rollout that the next one takes up where it was. One core drives at a time; wishes of people come by the database, from whatever core.
 */
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';
import type { RolloutStatus } from '../contract/rollout.ts';
import { whole } from '../gateway/index.ts';
import type { ServingDomain } from '../serving/index.ts';
import { decide, firstStep, type RolloutState, type Wish, weightOf } from './machine.ts';
import { keepsWarm, stepsOf, watchOf } from './plan.ts';
import type { NewEvent, RolloutRow, RolloutStore } from './store.ts';
import { addWindow, emptyTally, type Tally } from './tally.ts';

export interface Driver {
  /** Drives a rollout unless somebody does; resolves when it is over or let go. */
  drive(id: string): Promise<void>;
  /** Somebody has wished something. */
  wake(id: string): void;
  /** Since the step began; null while another core drives it. */
  tally(id: string): Tally | null;
  close(): Promise<void>;
}

export interface DriverParts {
  serving: Pick<ServingDomain, 'fleet' | 'fleets' | 'gateway' | 'get' | 'plan' | 'settled'>;
  store: RolloutStore;
  driftedSince(endpoint: string, at: number): boolean;
}

interface Drive {
  wake(): void;
  tally: Tally;
}

/** Windows come twice a second; without any, somebody may still have wished something. Also keeps a command of the terminal alive. */
const lookMs = 500;

export function createDriver(core: Core, { serving, store, driftedSince }: DriverParts): Driver {
  const { fleet, fleets } = serving;
  const drives = new Map<string, Drive>();
  const promises = new Map<string, Promise<void>>();
  const owner = newOwner();
  let closed = false;

  const told = (endpoint: string) => core.changes.publish({ topic: 'endpoints', id: endpoint });

  async function save(
    { id, endpoint }: RolloutRow,
    state: RolloutState,
    status: RolloutStatus,
    event: NewEvent | null,
    granted: Wish | null = null,
  ): Promise<void> {
    const now = core.clock.now();
    const over = state.phase === 'over';
    await store.save(id, now, { state, status, ...(over && { endedAt: now }) }, event && { revision: state.candidate, ...event }, granted);
    told(endpoint);
  }

  /** The work of a phase that goes on by itself; answers with where it goes next. */
  async function work(row: RolloutRow, seen: Tally): Promise<void> {
    const { endpoint, plan, state } = row;
    const next = (change: Partial<RolloutState>): RolloutState => ({ ...state, since: core.clock.now(), ...change });
    switch (state.phase) {
      case 'starting': {
        try {
          const deployment = await serving.plan(plan.target, plan.solution);
          const engine = plan.engine ?? (await engineOf(endpoint));
          await fleet.candidate(endpoint, state.candidate!, deployment, { engine, replicas: plan.replicas });
        } catch (error) {
          if (closed) return;
          const known = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: String(error) }, { cause: error });
          const failure = { ...known.toJSON(), message: known.message };
          return save(row, next({ phase: 'undoing', reason: 'not-ready' }), 'running', { kind: 'failed', reason: 'not-ready', failure });
        }
        // What the stable revision did meanwhile is what a switch of everything is judged by.
        const baseline = seen.stable.requests > 0 ? seen.stable : null;
        const first = firstStep(plan, { ...state, baseline }, core.clock.now());
        return save(row, first, row.status, { kind: 'ready', weight: weightOf(plan, first) });
      }
      case 'promoting':
        if (serving.get(endpoint).revision !== state.candidate) {
          await fleet.strengthen(endpoint, state.candidate!);
          await fleet.promote(endpoint, state.candidate!);
        }
        return save(row, next({ phase: watchOf(plan) > 0 ? 'watching' : 'finishing' }), row.status, null);
      case 'finishing':
        if (!keepsWarm(plan)) await fleet.retire(endpoint, state.stable);
        return close(row, next({ phase: 'over' }), 'succeeded');
      case 'undoing':
        // Traffic first: what it takes to end the candidate, nobody waits for.
        if (serving.get(endpoint).revision === state.candidate) await fleet.promote(endpoint, state.stable);
        else await fleet.share(endpoint, { weights: {}, shadow: null, sticky: null });
        await fleet.retire(endpoint, state.candidate!);
        return close(row, next({ phase: 'over' }), state.reason === 'not-ready' ? 'failed' : 'rolled-back');
      default:
        return;
    }
  }

  async function engineOf(endpoint: string): Promise<'docker' | 'process'> {
    return serving.get(endpoint).engine === 'docker' ? 'docker' : 'process';
  }

  async function close(row: RolloutRow, state: RolloutState, status: RolloutStatus): Promise<void> {
    await fleet.share(row.endpoint, { weights: {}, shadow: null, sticky: null, rollout: null });
    await save(row, state, status, { kind: 'finished', weight: weightOf(row.plan, state), reason: state.reason });
  }

  /** The routes that a step asks for. */
  async function enter({ endpoint, plan, state }: RolloutRow): Promise<void> {
    const step = stepsOf(plan)[state.step];
    if (state.phase !== 'step' || !step) return;
    const candidate = state.candidate!;
    await fleet.share(endpoint, {
      weights: { [candidate]: Math.round((weightOf(plan, state) * whole) / 100) },
      shadow: step.shadow > 0 ? { revision: candidate, share: Math.round((step.shadow * whole) / 100) } : null,
      sticky: plan.sticky ?? (plan.strategy === 'ab' ? { by: 'cookie', name: 'bancada-ab' } : null),
    });
  }

  async function look(drive: Drive, id: string): Promise<boolean> {
    const row = store.row(id);
    const { endpoint, plan, state, status, wish } = row;
    if (state.phase !== 'step' && state.phase !== 'watching') return true;
    const { revision } = serving.get(endpoint);
    const isCandidateUp =
      revision === state.candidate || fleets.replicas(endpoint).some((one) => one.revision === state.candidate && one.state === 'ready');
    const now = core.clock.now();
    const drifted = state.phase === 'watching' && driftedSince(endpoint, state.since);
    const decision = decide(plan, state, status, { now, wish, tally: drive.tally, isCandidateUp, drifted });
    if (!decision) {
      if (wish) await store.granted(id, wish);
      core.changes.publish({ topic: 'traffic', id: endpoint });
      return false;
    }
    await save(row, decision.state, decision.status, decision.event, wish);
    return decision.state.since !== state.since || decision.state.phase !== state.phase;
  }

  async function run(id: string, drive: Drive, next: () => Promise<void>): Promise<void> {
    for (let row = store.row(id); row.state.phase !== 'over'; row = store.row(id)) {
      const isLooking = row.state.phase === 'step' || row.state.phase === 'watching';
      drive.tally = emptyTally();
      // A step that is written down gets its routes, whoever is about to close.
      if (isLooking) await enter(row);
      if (closed) return;
      if (!isLooking) await work(row, drive.tally);
      else while (!closed && !(await look(drive, id))) await next();
    }
  }

  async function claimed(id: string): Promise<void> {
    let ring = () => {};
    const drive: Drive = { wake: () => ring(), tally: emptyTally() };
    const { endpoint } = store.row(id);
    const unfollow = serving.gateway.onWindows((windows) => {
      const { stable, candidate } = store.row(id).state;
      const window = windows.find((one) => one.endpoint === endpoint);
      if (window && candidate !== null) addWindow(drive.tally, window, stable, candidate);
      ring();
    });
    const timer = setInterval(() => ring(), lookMs);
    const next = () => new Promise<void>((resolve) => (ring = resolve));
    drives.set(id, drive);
    try {
      await run(id, drive, next);
    } finally {
      clearInterval(timer);
      unfollow();
      drives.delete(id);
    }
  }

  async function attempt(id: string): Promise<void> {
    await serving.settled();
    if (closed || !(await store.claim(id, owner, isAlive))) return;
    try {
      await claimed(id);
    } catch (error) {
      core.log.error('rollout interrupted', { id, error });
    } finally {
      await store.release(id, owner);
    }
  }

  return {
    drive(id) {
      const known = promises.get(id);
      if (known || closed) return known ?? Promise.resolve();
      const done = attempt(id).finally(() => promises.delete(id));
      promises.set(id, done);
      return done;
    },
    wake: (id) => drives.get(id)?.wake(),
    tally: (id) => drives.get(id)?.tally ?? null,
    async close() {
      closed = true;
      for (const drive of drives.values()) drive.wake();
      await Promise.allSettled(promises.values());
      leave(owner);
    },
  };
}
