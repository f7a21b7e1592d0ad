/** `createDriver`: drives loops phase by phase. Each phase's result is written down before the next one begins; a core that dies leaves a loop to the next. */
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';
import { createPhases, type PhaseParts } from './phases.ts';
import type { FeedbackStore } from './store.ts';

export interface Driver {
  /** Resolves when the loop is over, waits for traffic, or another core drives it. */
  drive(id: string): Promise<void>;
  close(): Promise<void>;
}

export function createDriver(core: Core, store: FeedbackStore, parts: PhaseParts): Driver {
  const phases = createPhases(core, parts);
  const owner = newOwner();
  const driving = new Map<string, Promise<void>>();
  let closed = false;

  async function run(id: string): Promise<void> {
    for (let row = store.loop(id); row.status === 'running' && row.state.phase !== 'over'; row = store.loop(id)) {
      if (closed) return;
      const known = store.policy(row.policy);
      if (!known) throw new BancadaError('POLICY_NOT_FOUND', { name: row.policy, known: '—' });
      const outcome = await phases[row.state.phase](row, known.policy);
      if (!outcome) return;
      const now = core.clock.now();
      const { change, event, status } = outcome;
      await store.save(id, now, { state: { ...row.state, ...change }, ...(status && { status, endedAt: now }) }, event);
      core.changes.publish({ topic: 'feedback', id: row.policy });
    }
  }

  async function attempt(id: string): Promise<void> {
    if (closed || !(await store.claim(id, owner, isAlive, core.clock.now()))) return;
    try {
      await run(id);
    } catch (error) {
      if (closed) return;
      await fail(id, error);
    } finally {
      await store.release(id, owner).catch(() => {});
    }
  }

  async function fail(id: string, thrown: unknown): Promise<void> {
    const known = thrown instanceof BancadaError ? thrown : new BancadaError('INTERNAL', { log: core.home.logs }, { cause: thrown });
    if (known !== thrown) core.log.error('feedback loop failed', { id, error: thrown });
    const row = store.loop(id);
    const now = core.clock.now();
    const error = { ...known.toJSON(), message: known.message };
    const state = { ...row.state, phase: 'over' as const, error };
    await store.save(id, now, { state, status: 'failed', endedAt: now }, { kind: 'failed', data: { code: known.code, phase: row.state.phase } });
    core.changes.publish({ topic: 'feedback', id: row.policy });
  }

  return {
    drive(id) {
      const known = driving.get(id);
      if (known || closed) return known ?? Promise.resolve();
      const done = attempt(id)
        .catch((error) => void (closed || core.log.error('feedback loop not driven', { id, error })))
        .finally(() => driving.delete(id));
      driving.set(id, done);
      return done;
    },
    async close() {
      closed = true;
      // Runs and rollouts are let go of by their own domains; what waits for them ends then.
      leave(owner);
    },
  };
}
