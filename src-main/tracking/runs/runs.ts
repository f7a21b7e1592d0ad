/** `createRuns`: runs from their beginning to their deletion. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { TrackedRun, TrackingStatus } from '../../contract/tracking.ts';
import type { ExperimentStore } from '../experiments/store.ts';
import type { News } from '../news.ts';
import { nameTag, pipelineRunTag } from '../tags.ts';
import { type KeyValue, type RunEntity, type RunInfo, runEntities } from './entity.ts';
import { checkedTags } from './log.ts';
import { randomName } from './names.ts';
import { runReads } from './reads.ts';
import type { RunStore } from './store.ts';

export interface Runs {
  /** Active runs, newest first. */
  list(page: { experimentId?: string; limit: number; offset: number }): TrackedRun[];
  /** RUN_NOT_FOUND. */
  get(runId: string): TrackedRun;
  /** With its child runs. RUN_NOT_FOUND. */
  detail(runId: string): TrackedRun & { artifactUri: string; children: TrackedRun[]; pipelineRunId: string | null };
  /** As MLflow shows it. RUN_NOT_FOUND. */
  entity(runId: string): RunEntity;
  /** Without a name it gets a random one. EXPERIMENT_NOT_FOUND, EXPERIMENT_DELETED, RUN_NAME_CONFLICT, TRACKING_KEY_INVALID. */
  create(about: { experimentId: string; name?: string; userId?: string; startTime?: number; tags?: readonly KeyValue[] }): Promise<RunEntity>;
  /** RUN_NOT_FOUND, RUN_DELETED. */
  update(runId: string, change: { status?: TrackingStatus; endTime?: number; name?: string }): Promise<RunInfo>;
  /** Together or not at all; what is deleted can be restored until garbage is collected. RUN_NOT_FOUND. */
  delete(runIds: readonly string[]): Promise<void>;
  restore(runIds: readonly string[]): Promise<void>;
}

interface Stores {
  runs: RunStore;
  experiments: ExperimentStore;
}

export function createRuns({ storage, clock }: Pick<Core, 'storage' | 'clock'>, stores: Stores, news: News): Runs {
  const reads = runReads(storage);
  const entities = runEntities(storage.db);

  function known<T>(runId: string, found: T | undefined): T {
    if (found === undefined) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
    return found;
  }
  const get = (runId: string) => known(runId, reads.run(runId));
  const info = (runId: string) => known(runId, entities.info(runId));

  async function setLifecycle(runIds: readonly string[], lifecycle: 'active' | 'deleted'): Promise<void> {
    const deletedAt = lifecycle === 'deleted' ? clock.now() : null;
    await storage.write(() => {
      const found = runIds.map((runId) => stores.runs.known(runId).id);
      for (const run of found) stores.runs.setLifecycle(run, lifecycle, deletedAt);
    });
    for (const runId of runIds) news(runId);
  }

  return {
    list: ({ experimentId, limit, offset }) => reads.runs(experimentId === undefined ? undefined : Number(experimentId), limit, offset),
    get,
    detail(runId) {
      const run = get(runId);
      const { artifactUri } = info(runId);
      return { ...run, artifactUri, children: reads.children(runId), pipelineRunId: run.tags[pipelineRunTag] ?? null };
    },
    entity: (runId) => known(runId, entities.entity(runId)),
    async create({ experimentId, name, userId = '', startTime = clock.now(), tags = [] }) {
      const checked = checkedTags(tags);
      const tagged = checked.findLast(({ key }) => key === nameTag)?.value;
      if (name && tagged && name !== tagged) throw new BancadaError('RUN_NAME_CONFLICT', { name, tag: tagged });
      const chosen = name || tagged || randomName();
      const runId = randomBytes(16).toString('hex');
      await storage.write(() => {
        const experiment = stores.experiments.writable(experimentId).experiment_id;
        stores.runs.insert({ runId, experiment, name: chosen, userId, startTime, tags: [...checked, { key: nameTag, value: chosen }] });
      });
      news(runId);
      return known(runId, entities.entity(runId));
    },
    async update(runId, { status, endTime, name }) {
      await storage.write(() => {
        const run = stores.runs.writable(runId).id;
        if (status !== undefined) stores.runs.setStatus(run, status);
        if (endTime !== undefined) stores.runs.setEnd(run, endTime);
        if (name) stores.runs.setTag(run, nameTag, name);
      });
      news(runId);
      return info(runId);
    },
    delete: (runIds) => setLifecycle(runIds, 'deleted'),
    restore: (runIds) => setLifecycle(runIds, 'active'),
  };
}
