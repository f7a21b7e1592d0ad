/**
 * `createDeployJobs`: deploys that go on without the window that asked for them, one at a time per endpoint. The last one of each is kept while this core lives:
 * what stands is known at the target, not here.
 */
import type { Core } from '../../common/core.ts';
import { snapshots } from '../../common/snapshots.ts';
import type { DeployJob, DeployStep, DeployWish } from '../../contract/deploy.ts';
import { BancadaError } from '../../contract/errors.ts';
import { explain } from '../../contract/index.ts';

export interface DeployJobs {
  start(wish: DeployWish): void;
  watch(endpoint: string, signal?: AbortSignal): AsyncGenerator<DeployJob | null, void>;
  /** What it had begun is taken back. */
  cancel(endpoint: string): Promise<void>;
  close(): Promise<void>;
}

export type Apply = (wish: DeployWish, signal: AbortSignal) => AsyncGenerator<DeployStep, void>;

interface Working {
  job: DeployJob;
  abort: AbortController;
  over: Promise<void>;
}

const topic = 'deploys';

export function createDeployJobs({ changes, clock, log }: Pick<Core, 'changes' | 'clock' | 'log'>, apply: Apply): DeployJobs {
  const all = new Map<string, Working>();

  function change(endpoint: string, more: Partial<DeployJob>): void {
    const working = all.get(endpoint)!;
    working.job = { ...working.job, ...more };
    changes.publish({ topic, id: endpoint });
  }

  async function work(wish: DeployWish, signal: AbortSignal): Promise<void> {
    const { endpoint } = wish;
    const end = (status: DeployJob['status'], error: DeployJob['error'] = null) => change(endpoint, { status, error, endedAt: clock.now() });
    try {
      for await (const step of apply(wish, signal)) {
        signal.throwIfAborted();
        change(endpoint, { steps: [...all.get(endpoint)!.job.steps, step] });
      }
      end('done');
    } catch (error) {
      if (signal.aborted) return end('cancelled');
      log.warn('deploy failed', { endpoint, error });
      const { code, data } = error instanceof BancadaError ? error : new BancadaError('DEPLOY_FAILED', { name: endpoint, detail: String(error) });
      end('failed', { code, data, message: explain(code, data, 'pt-BR').what });
    }
  }

  return {
    start(wish) {
      const { endpoint } = wish;
      if (all.get(endpoint)?.job.status === 'running') throw new BancadaError('DEPLOY_RUNNING', { name: endpoint });
      const abort = new AbortController();
      const job: DeployJob = { wish, status: 'running', steps: [], startedAt: clock.now(), endedAt: null, error: null };
      const working: Working = { job, abort, over: Promise.resolve() };
      all.set(endpoint, working);
      working.over = work(wish, abort.signal);
      changes.publish({ topic, id: endpoint });
    },
    watch: (endpoint, signal) =>
      snapshots({ changes, topics: [topic], id: endpoint, read: () => all.get(endpoint)?.job ?? null, ...(signal && { signal }) }),
    async cancel(endpoint) {
      const working = all.get(endpoint);
      working?.abort.abort();
      await working?.over;
    },
    async close() {
      for (const { abort } of all.values()) abort.abort();
      await Promise.all([...all.values()].map(({ over }) => over));
    },
  };
}
