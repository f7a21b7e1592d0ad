/** Experiment tracking, by concept; and what pipelines write through (`Tracking`). */
import { randomBytes } from 'node:crypto';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { createRunArtifacts, type RunArtifacts } from './artifacts/artifacts.ts';
import { createExperiments, type Experiments } from './experiments/experiments.ts';
import { checkKey, cut, paramLimit, tagLimit } from './limits.ts';
import { createHistory, type History } from './metrics/history.ts';
import { createRuns, type Runs } from './runs/runs.ts';
import { runStore } from './runs/store.ts';
import { nameTag, noteTag, parentTag } from './tags.ts';
import type { Tracking } from './tracking.ts';

export { trackingRouter } from './router.ts';
export { pipelineRunTag } from './tags.ts';
export type { Tracking } from './tracking.ts';

export interface TrackingDomain extends Tracking {
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly history: History;
  readonly artifacts: RunArtifacts;
  setNote(runId: string, note: string): Promise<void>;
}

export function createTracking(core: Pick<Core, 'storage' | 'artifacts' | 'changes' | 'clock'>): TrackingDomain {
  const store = runStore(core.storage);
  const runs = createRuns(core);
  const artifacts = createRunArtifacts(core);

  async function written(runId: string, done: Promise<boolean>): Promise<void> {
    if (!(await done)) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
    core.changes.publish({ topic: 'tracking', id: runId });
  }

  return {
    experiments: createExperiments(core),
    runs,
    history: createHistory(core),
    artifacts,
    async startRun({ experiment, name, parentRunId, tags = {}, runId = randomBytes(16).toString('hex') }) {
      const all = limited({ ...tags, [nameTag]: name, ...(parentRunId && { [parentTag]: parentRunId }) }, tagLimit);
      await store.startRun(runId, cut(experiment, 500), name, core.clock.now(), all);
      core.changes.publish({ topic: 'tracking', id: runId });
      return runId;
    },
    async logBatch(runId, { params = {}, metrics = [], tags = {} }) {
      for (const key of new Set(metrics.map((point) => point.key))) checkKey(key);
      await written(runId, store.logBatch(runId, { params: limited(params, paramLimit), tags: limited(tags, tagLimit), metrics }));
    },
    async endRun(runId, status) {
      const open = status === 'RUNNING' || status === 'SCHEDULED';
      await written(runId, store.endRun(runId, status, open ? null : core.clock.now()));
    },
    async attachArtifact(runId, path, artifact) {
      await artifacts.attach(runId, path, artifact);
      core.changes.publish({ topic: 'tracking', id: runId });
    },
    run: runs.get,
    setNote: (runId, note) => written(runId, store.logBatch(runId, { params: {}, metrics: [], tags: { [noteTag]: note } })),
  };
}

function limited(entries: Record<string, string>, limit: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => {
      checkKey(key);
      return [key, cut(value, limit)];
    }),
  );
}
