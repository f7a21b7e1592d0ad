/** Load tests: an endpoint is asked at times that do not depend on its answers. What sends is a process of its own; it is loaded when there is a test. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { snapshots } from '../common/snapshots.ts';
import { BancadaError } from '../contract/errors.ts';
import type { LoadPlan, LoadPlanInput, LoadResult, LoadTest } from '../contract/load.ts';
import type { Endpoint } from '../contract/serving.ts';
import type { ServingDomain } from '../serving/index.ts';
import type { Tracking } from '../tracking/tracking.ts';
import { createLoadStore, type LoadRow } from './store.ts';

export interface LoadParts {
  /** The module that calls `runLoad`. */
  program: string;
  serving: Pick<ServingDomain, 'get' | 'reference' | 'fleets'>;
  tracking: Tracking;
}

export interface Loads {
  /** Answers when the test has begun. */
  start(plan: LoadPlan): Promise<{ loadId: string }>;
  /** The same without a record: for whoever only needs the figures. */
  measure(plan: LoadPlanInput, signal?: AbortSignal): Promise<LoadResult>;
  get(loadId: string): LoadTest;
  list(endpoint: string | null, limit: number): LoadTest[];
  watch(loadId: string, signal?: AbortSignal): AsyncGenerator<LoadTest, void>;
  cancel(loadId: string): Promise<void>;
  remove(loadId: string): Promise<void>;
  /** Resolves when a test of this core is over, however it ended. */
  ended(loadId: string): Promise<void>;
  close(): Promise<void>;
}

const topic = 'loads';
const progressTopic = 'load-progress';

export function createLoads(core: Core, { program, serving, tracking }: LoadParts): Loads {
  const store = createLoadStore(core.storage);
  const owner = newOwner();
  const working = new Map<string, { abort: AbortController; ended: Promise<void>; result: LoadResult | null }>();

  function known(loadId: string): LoadRow {
    const row = store.row(loadId);
    if (!row) throw new BancadaError('LOAD_NOT_FOUND', { id: loadId.slice(0, 100) });
    return row;
  }

  /** The revision that was asked for, or the one that serves. */
  function answering({ endpoint, revision }: LoadPlan): Pick<Endpoint, 'source' | 'revision'> {
    const stable = serving.get(endpoint);
    if (revision === null || revision === stable.revision) return stable;
    const others = serving.fleets.revisions(endpoint);
    const found = others.find((each) => each.revision === revision);
    if (found) return found;
    const known = [stable, ...others].map((each) => each.revision).join(', ');
    throw new BancadaError('LOAD_REVISION_UNKNOWN', { name: endpoint, revision, known });
  }

  const changed = (id: string) => core.changes.publish({ topic, id });

  function view({ owner: by, ...row }: LoadRow): LoadTest {
    const status = row.status === 'running' && !isAlive(by) ? 'interrupted' : row.status;
    return { ...row, status, result: (row.status === 'running' && working.get(row.loadId)?.result) || row.result };
  }

  return {
    async start(plan) {
      const [{ orderOf }, { runLoadTest }, { emptyResult }] = await Promise.all([import('./order.ts'), import('./run.ts'), import('./tally.ts')]);
      const order = orderOf(plan, serving);
      const { name } = serving.get(plan.endpoint);
      const { source, revision } = answering(plan);
      const row: LoadRow = {
        loadId: `l${core.clock.now().toString(36)}${randomBytes(4).toString('hex')}`,
        endpoint: name,
        target: source.kind === 'model' ? `${source.name}:${source.version}` : source.pipeline,
        revision,
        ...{ plan, owner, status: 'running', result: emptyResult, trackingRunId: null, startedAt: core.clock.now(), endedAt: null, error: null },
      };
      const { loadId } = row;
      if (!(await store.begin(row, isAlive))) throw new BancadaError('LOAD_RUNNING', { name });
      const abort = new AbortController();
      const onProgress = (result: LoadResult) => {
        const work = working.get(loadId);
        if (work) work.result = result;
        core.changes.publish({ topic: progressTopic, id: loadId });
      };
      const ended = runLoadTest({ core, program, tracking, store, row, order, abort, onProgress })
        .catch((error: unknown) => core.log.error('load test not recorded', { loadId, error }))
        .finally(() => {
          working.delete(loadId);
          changed(loadId);
        });
      working.set(loadId, { abort, ended, result: null });
      changed(loadId);
      return { loadId };
    },
    async measure(asked, signal) {
      const [{ loadPlan }, { orderOf }, { measureLoad }] = await Promise.all([
        import('../contract/load.ts'),
        import('./order.ts'),
        import('./measure.ts'),
      ]);
      const plan = loadPlan.parse(asked);
      return (await measureLoad({ program, order: orderOf(plan, serving), limits: plan.limits, signal })).result;
    },
    get: (loadId) => view(known(loadId)),
    list: (endpoint, limit) => store.list(endpoint, limit).map(view),
    watch(loadId, signal) {
      known(loadId);
      const read = () => view(known(loadId));
      return snapshots({
        changes: core.changes,
        topics: [topic, progressTopic],
        id: loadId,
        read,
        ended: ({ status }) => status !== 'running',
        ...(signal && { signal }),
      });
    },
    async cancel(loadId) {
      const { owner: by } = known(loadId);
      const work = working.get(loadId);
      work?.abort.abort();
      await work?.ended;
      // Another core's: it sees that its row is no longer running when it next writes.
      if (!work && by !== owner) await store.change(loadId, { status: 'cancelled', endedAt: core.clock.now() });
      changed(loadId);
    },
    async remove(loadId) {
      if (view(known(loadId)).status === 'running') throw new BancadaError('LOAD_RUNNING', { name: known(loadId).endpoint });
      await store.remove(loadId);
      changed(loadId);
    },
    ended: async (loadId) => working.get(loadId)?.ended,
    async close() {
      for (const { abort } of working.values()) abort.abort();
      await Promise.all([...working.values()].map(({ ended }) => ended));
      leave(owner);
    },
  };
}
