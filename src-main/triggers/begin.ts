/** `createBegin`: firings that are being acted on, and those that a core which died has left. */
import type { Core } from '../common/core.ts';
import { isAlive } from '../common/owner.ts';
import type { createAct } from './act.ts';
import type { StoredFiring, StoredTrigger } from './rows.ts';
import type { TriggerStore } from './store.ts';

export interface BeginDeps {
  core: Pick<Core, 'storage' | 'log'>;
  store: TriggerStore;
  owner: string;
  act: ReturnType<typeof createAct>;
}

export function createBegin({ core, store, owner, act }: BeginDeps) {
  const acting = new Set<Promise<void>>();
  let closed = false;

  function begin(firing: StoredFiring, trigger: StoredTrigger): Promise<void> {
    const done: Promise<void> = act(firing, trigger)
      // Not even its failure could be written: it stays as recorded, for the next core.
      .catch((error) => void (closed || core.log.error('firing left as recorded', { trigger: trigger.name, error })))
      .finally(() => acting.delete(done));
    acting.add(done);
    return done;
  }

  return {
    begin,
    async takeUp(): Promise<void> {
      for (const left of store.recorded()) {
        const { owner: from, triggerId, firing } = left;
        if (from !== null && isAlive(from)) continue;
        const trigger = triggerId === null ? null : store.byId(triggerId);
        const isOurs = await core.storage.write(() => {
          if (!store.claim(firing.id, from, owner)) return false;
          if (!trigger) store.conclude(firing.id, 'failed', { code: 'TRIGGER_NOT_FOUND', data: { name: firing.trigger, known: '—' }, message: '' });
          return trigger !== null;
        });
        if (isOurs) void begin(left, trigger!);
      }
    },
    async settled(): Promise<void> {
      await Promise.allSettled(acting);
    },
    async close(): Promise<void> {
      closed = true;
      await Promise.allSettled(acting);
    },
  };
}
