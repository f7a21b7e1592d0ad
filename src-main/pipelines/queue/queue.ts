/**
 * `createQueue`: when each run may begin. The decision is made inside the write that begins the run, over the runs of every core on this home,
 * so no limit is passed by two cores at once. It looks again whenever something may have changed; nothing waits, nothing looks.
 */
import { totalmem } from 'node:os';
import type { Core } from '../../common/core.ts';
import { isAlive } from '../../common/owner.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { QueueLimits, RunQueue } from '../../contract/queue.ts';
import type { RunRecord } from '../records.ts';
import type { Store } from '../store.ts';
import { decide, type Room } from './decide.ts';
import type { Slots } from './slots.ts';
import type { QueueStore } from './store.ts';

export interface Queue {
  /** Resolves once the run has begun, durably; or at once when `signal` aborts. */
  turn(run: RunRecord, signal: AbortSignal): Promise<void>;
  list(): RunQueue;
  /** RUN_NOT_QUEUED. */
  prioritise(runId: string, priority: number): Promise<void>;
  /** Something that runs wait for may have changed. */
  look(): void;
  close(): void;
}

export interface QueueDeps {
  core: Pick<Core, 'changes' | 'log'>;
  store: Store;
  rows: QueueStore;
  slots: Pick<Slots, 'used' | 'waiting' | 'look'>;
  owner: string;
  limits(): QueueLimits;
}

/** Of the machine's memory, what steps may have without a setting: the rest is for the desktop, the browser and the lab. */
const memoryShare = 0.6;
const leastBudget = 2 ** 30;
/** While a run of another core is in the way: its end is told to nobody here. */
const lookMs = 1000;

export function budgetOf({ memoryBytes }: Pick<QueueLimits, 'memoryBytes'>): number {
  return memoryBytes ?? Math.max(leastBudget, Math.round(totalmem() * memoryShare));
}

export function createQueue({ core, store, rows, slots, owner, limits }: QueueDeps): Queue {
  const waiting = new Map<string, { run: RunRecord; begin: () => void }>();
  let looking = false;
  let again = false;
  let timer: NodeJS.Timeout | null = null;

  const used = () => slots.used + rows.bytesOfOthers(owner);
  function room(): Room {
    const now = limits();
    return { runs: now.runs, tags: now.tags, budget: budgetOf(now), used: used() };
  }
  /** Runs of cores that live; what a dead one left behind stands in nobody's way. */
  const present = () => rows.rows().filter((row) => row.owner !== null && isAlive(row.owner));

  function admit(): string[] {
    const all = present();
    const mine = decide(all, room()).admit.filter((runId) => waiting.has(runId));
    return mine;
  }

  async function consider(): Promise<void> {
    const begun = await store.change((put) => {
      const mine = admit();
      for (const runId of mine) {
        put.run(runId, { status: 'running' });
        rows.admit(runId);
      }
      return mine;
    });
    for (const runId of begun) {
      const entry = waiting.get(runId);
      if (!entry) continue;
      waiting.delete(runId);
      entry.run.status = 'running';
      entry.begin();
    }
    if (begun.length > 0) core.changes.publish({ topic: 'queue' });
  }

  function look(): void {
    if (waiting.size === 0) return;
    again = true;
    if (looking) return;
    looking = true;
    const turn = async () => {
      while (again && waiting.size > 0) {
        again = false;
        await consider();
      }
    };
    turn()
      .catch((error) => core.log.warn('queue not looked at', { error }))
      .finally(() => {
        looking = false;
        if (waiting.size > 0 && rows.rows().some((row) => row.owner !== owner)) lookLater();
      });
  }
  function lookLater(): void {
    timer ??= setTimeout(() => {
      timer = null;
      look();
    }, lookMs).unref();
  }

  const stopListening = core.changes.listen(({ topic }) => {
    if (topic !== 'settings' && topic !== 'queue') return;
    slots.look();
    look();
  });

  return {
    turn(run, signal) {
      if (run.status !== 'pending' || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const leave = () => {
          waiting.delete(run.runId);
          resolve();
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.set(run.runId, {
          run,
          begin() {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        });
        look();
      });
    },
    list() {
      const all = rows.rows();
      const alive = new Set(present().map(({ runId }) => runId));
      const now = room();
      const { running, queue, reasons } = decide(
        all.filter(({ runId }) => alive.has(runId)),
        now,
      );
      const about = new Map(all.map((row) => [row.runId, row]));
      const lost = all.filter(({ runId }) => !alive.has(runId));
      const shown = (runId: string, place: number | null): RunQueue['runs'][number] => {
        const { pipeline, trigger, priority, tags, memory, enteredAt } = about.get(runId)!;
        const reason = place === null ? null : (reasons.get(runId) ?? { kind: 'core' as const });
        return { runId, pipeline, trigger, place, priority, tags: [...tags], memoryBytes: memory, enteredAt, reason };
      };
      return {
        memory: { usedBytes: now.used, budgetBytes: now.budget, totalBytes: totalmem() },
        limits: limits(),
        runs: [
          ...running.map(({ runId }) => shown(runId, null)),
          ...queue.map(({ runId }, index) => shown(runId, index + 1)),
          ...lost.map(({ runId }, index) => shown(runId, queue.length + index + 1)),
        ],
        steps: slots.waiting().map(({ runId, step, bytes, waitsFor }) => ({ runId, step, memoryBytes: bytes, waitsFor })),
      };
    },
    async prioritise(runId, priority) {
      const changed = await store.change(() => rows.prioritise(runId, priority));
      if (!changed) throw new BancadaError('RUN_NOT_QUEUED', { run: runId });
      core.changes.publish({ topic: 'queue' });
    },
    look,
    close() {
      stopListening();
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
