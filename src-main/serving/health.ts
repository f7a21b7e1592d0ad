/** `createHealth`: asks an endpoint how it is, every few seconds and only while somebody watches it. */
import { isReady } from './readiness.ts';
import type { Running } from './running.ts';
import type { ServingStore } from './store.ts';

const everyMs = 5000;
/** One slow answer is no illness. */
const missesAllowed = 1;

export interface Health {
  attend(name: string): () => void;
  close(): void;
}

export function createHealth(store: ServingStore, running: Pick<Running, 'service' | 'changed'>, pauseMs = everyMs): Health {
  const attended = new Map<string, { watchers: number; misses: number; timer: NodeJS.Timeout }>();

  async function look(name: string): Promise<void> {
    const service = await running.service(name);
    const patient = attended.get(name);
    if (!service || !patient) return;
    patient.misses = (await isReady(service.port)) ? 0 : patient.misses + 1;
    const [from, to] = patient.misses > missesAllowed ? (['ready', 'unhealthy'] as const) : (['unhealthy', 'ready'] as const);
    if (to === 'ready' && patient.misses > 0) return;
    const changed = await store.update(name, (row) =>
      row.status === from && row.reference === service.reference ? { status: to, error: null } : null,
    );
    if (changed) running.changed(name);
  }

  function leave(name: string): void {
    const patient = attended.get(name);
    if (!patient || --patient.watchers > 0) return;
    clearInterval(patient.timer);
    attended.delete(name);
  }

  return {
    attend(name) {
      const known = attended.get(name);
      if (known) known.watchers++;
      else attended.set(name, { watchers: 1, misses: 0, timer: setInterval(() => void look(name).catch(() => {}), pauseMs).unref() });
      let left = false;
      return () => {
        if (!left) leave(name);
        left = true;
      };
    },
    close() {
      for (const { timer } of attended.values()) clearInterval(timer);
      attended.clear();
    },
  };
}
