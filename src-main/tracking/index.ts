/** Experiment tracking: what pipelines write through (`Tracking`) and what is shown of it. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { ArtifactEntry, Experiment, MetricPoint, TrackedRun } from '../contract/tracking.ts';
import { type ArtifactContent, listArtifacts, readArtifact } from './artifacts.ts';
import { checkKey, cut, paramLimit, tagLimit } from './limits.ts';
import { createTrackingReads } from './reads.ts';
import { createTrackingStore } from './store.ts';
import { nameTag, noteTag, parentTag, pipelineRunTag } from './tags.ts';
import { thin } from './thin.ts';
import type { Tracking } from './tracking.ts';
import { toWire } from './values.ts';

export { trackingRouter } from './router.ts';
export { pipelineRunTag } from './tags.ts';
export type { Tracking } from './tracking.ts';

export interface TrackingDomain extends Tracking {
  experiments(): Experiment[];
  /** Newest first. */
  runs(page: { experimentId?: string; limit: number; offset: number }): TrackedRun[];
  runDetail(runId: string): TrackedRun & { children: TrackedRun[]; pipelineRunId: string | null };
  /** In order of step; thinned beyond 10,000 points. */
  history(runId: string, key: string): MetricPoint[];
  artifacts(runId: string, path: string): ArtifactEntry[];
  artifact(runId: string, path: string): ArtifactContent;
  setNote(runId: string, note: string): Promise<void>;
}

const shownPoints = 10_000;
const shownBytes = 1_000_000;

export function createTracking(core: Pick<Core, 'storage' | 'artifacts' | 'changes' | 'clock'>): TrackingDomain {
  const store = createTrackingStore(core.storage);
  const reads = createTrackingReads(core.storage);

  const notFound = (run: string) => new BancadaError('RUN_NOT_FOUND', { run });
  async function written(runId: string, done: Promise<boolean>): Promise<void> {
    if (!(await done)) throw notFound(runId);
    core.changes.publish({ topic: 'tracking', id: runId });
  }
  function known(runId: string): TrackedRun {
    const run = reads.run(runId);
    if (!run) throw notFound(runId);
    return run;
  }
  function place(run: string, path: string) {
    if (!reads.exists(run)) throw notFound(run);
    return { run, path, attached: reads.artifacts(run), store: core.artifacts };
  }

  return {
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
      checkKey(path);
      await written(runId, store.attach(runId, path, artifact));
    },
    run: known,
    experiments: () => reads.experiments(),
    runs: ({ experimentId, limit, offset }) => reads.runs(experimentId === undefined ? undefined : Number(experimentId), limit, offset),
    runDetail(runId) {
      const run = known(runId);
      return { ...run, children: reads.children(runId), pipelineRunId: run.tags[pipelineRunTag] ?? null };
    },
    history(runId, key) {
      if (!reads.exists(runId)) throw notFound(runId);
      return thin(reads.points(runId, key), shownPoints).map(({ step, timestamp, ...value }) => ({ step, timestamp, value: toWire(value) }));
    },
    artifacts: (runId, path) => listArtifacts(place(runId, path)),
    artifact: (runId, path) => readArtifact(place(runId, path), shownBytes),
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
