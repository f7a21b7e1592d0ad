/** `createApplies`: plans being carried out: written down before each step, watched, cancelled; one whose core died is interrupted. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import { isAlive, leave, newOwner } from '../../common/owner.ts';
import { snapshots } from '../../common/snapshots.ts';
import type { CloudApply } from '../../contract/cloud.ts';
import { BancadaError } from '../../contract/errors.ts';
import { explain } from '../../contract/messages/index.ts';
import type { Emulation } from '../emulation/create.ts';
import { carryOut, stepsOf, type Work } from './carry-out.ts';

const topic = 'cloud';

export function createApplies(core: Core, emulation: Emulation) {
  const { store } = emulation;
  const owner = newOwner();
  const working = new Map<string, { abort: AbortController; done: Promise<void> }>();

  function known(id: string): CloudApply {
    const row = store.apply(id);
    if (!row) throw new BancadaError('CLOUD_APPLY_UNKNOWN', { id: id.slice(0, 60) });
    return view(row);
  }

  async function work(id: string, about: Omit<Work, 'emulation' | 'signal' | 'tell' | 'id'>, abort: AbortController): Promise<void> {
    const { signal } = abort;
    let now = known(id);
    const tell = async (change: Partial<CloudApply>) => {
      now = { ...now, ...change };
      await store.saveApply(now, owner);
      core.changes.publish({ topic, id });
    };
    try {
      await carryOut({ ...about, id, emulation, signal, tell });
      await tell({ status: now.error === null ? 'done' : 'failed' });
    } catch (error) {
      if (!signal.aborted && !(error instanceof BancadaError)) core.log.error('plan not carried out', { id, error });
      const said = error instanceof BancadaError ? explain(error.code, error.data, 'en').what : String(error);
      const steps = now.steps.map((step) =>
        step.status === 'running' ? { ...step, status: 'failed' as const, error: signal.aborted ? null : said } : step,
      );
      await tell({ steps, status: signal.aborted ? 'cancelled' : 'failed', error: signal.aborted ? null : said });
    }
    await tell({ endedAt: core.clock.now() });
  }

  return {
    async start(about: Omit<Work, 'emulation' | 'signal' | 'tell' | 'id'>): Promise<string> {
      const id = `${core.clock.now().toString(36)}${randomBytes(2).toString('hex')}`;
      const { plan } = about;
      const apply: CloudApply = {
        ...{ id, provider: plan.provider, project: plan.project, status: 'running', error: null, runId: null, steps: stepsOf(plan) },
        ...{ startedAt: core.clock.now(), endedAt: null },
      };
      await store.saveApply(apply, owner);
      core.changes.publish({ topic, id });
      const abort = new AbortController();
      const done = work(id, about, abort).finally(() => working.delete(id));
      working.set(id, { abort, done });
      return id;
    },
    get: known,
    list: (limit: number) => store.applies(limit).map(view),
    watch: (id: string, signal?: AbortSignal) => {
      known(id);
      const ended = ({ status, endedAt }: CloudApply) => status === 'interrupted' || endedAt !== null;
      return snapshots({ changes: core.changes, topics: [topic], id, read: () => known(id), ended, ...(signal && { signal }) });
    },
    async finished(id: string): Promise<CloudApply> {
      await working.get(id)?.done;
      return known(id);
    },
    async cancel(id: string): Promise<void> {
      known(id);
      working.get(id)?.abort.abort();
      await working.get(id)?.done;
    },
    async close(): Promise<void> {
      const all = [...working.values()];
      for (const { abort } of all) abort.abort();
      await Promise.allSettled(all.map(({ done }) => done));
      leave(owner);
    },
  };
}

const view = ({ apply, owner }: { apply: CloudApply; owner: string }): CloudApply =>
  apply.status === 'running' && !isAlive(owner) ? { ...apply, status: 'interrupted' } : apply;
