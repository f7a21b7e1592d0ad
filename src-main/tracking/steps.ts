/**
 * `createStepTracking`: how the lab's own pipelines are tracked. A step that is made again reports again, and somebody may have deleted its run
 * meanwhile: neither is a reason to stop a pipeline, so a param keeps its first value and a deleted run is written to all the same.
 */
import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Core } from '../common/core.ts';
import type { RunArtifacts } from './artifacts/artifacts.ts';
import type { ExperimentStore } from './experiments/store.ts';
import { datasetDigestLimit, type Inputs } from './inputs/inputs.ts';
import { cut, experimentNameLimit } from './limits.ts';
import { pointDropper } from './metrics/drop.ts';
import type { News } from './news.ts';
import { checkedTags, type Log } from './runs/log.ts';
import type { Runs } from './runs/runs.ts';
import type { RunStore } from './runs/store.ts';
import { nameTag, parentTag } from './tags.ts';
import type { Tracking } from './tracking.ts';

interface Parts {
  stores: { runs: RunStore; experiments: ExperimentStore };
  runs: Runs;
  log: Log;
  inputs: Inputs;
  artifacts: RunArtifacts;
  news: News;
}

export function createStepTracking(
  { storage, clock }: Pick<Core, 'storage' | 'clock'>,
  { stores, runs, log, inputs, artifacts, news }: Parts,
): Tracking {
  const dropPoints = pointDropper(storage.db);

  /** The experiment of that name: made when missing, and shown again when it had been deleted. */
  function experimentNamed(name: string): number {
    const held = stores.experiments.idOf(name);
    if (!held) return stores.experiments.insert(name, null, clock.now());
    if (held.lifecycle_stage !== 'active') stores.experiments.setLifecycle(held.experiment_id, 'active', clock.now());
    return held.experiment_id;
  }

  return {
    async startRun({ experiment, name, parentRunId, tags = {}, runId = randomBytes(16).toString('hex') }) {
      const all = checkedTags(entries({ ...tags, [nameTag]: name, ...(parentRunId && { [parentTag]: parentRunId }) }));
      await storage.write(() => {
        if (stores.runs.exists(runId)) return;
        const about = { runId, name, userId: ownName(), startTime: clock.now(), tags: all };
        stores.runs.insert({ ...about, experiment: experimentNamed(cut(experiment, experimentNameLimit)) });
      });
      news(runId);
      return runId;
    },
    logBatch: (runId, { params = {}, metrics = [], tags = {} }) =>
      log.batch(runId, { params: entries(params), metrics, tags: entries(tags) }, { byLab: true }),
    async dropMetrics(runId, dropped) {
      await storage.write(() => {
        if (stores.runs.exists(runId)) dropPoints(stores.runs.known(runId).id, dropped);
      });
      news(runId);
    },
    async readDatasets(runId, datasets) {
      if (datasets.length === 0 || runs.get(runId).lifecycle === 'deleted') return;
      const read = datasets.map(({ name, digest }) => {
        const source = JSON.stringify({ uri: `dataset:${name}` });
        return {
          dataset: { name, digest: digest.slice(0, datasetDigestLimit), sourceType: 'bancada', source, schema: null, profile: null },
          tags: [],
        };
      });
      await inputs.log(runId, { datasets: read });
    },
    async endRun(runId, status) {
      const open = status === 'RUNNING' || status === 'SCHEDULED';
      await storage.write(() => {
        const run = stores.runs.known(runId).id;
        stores.runs.setStatus(run, status);
        stores.runs.setEnd(run, open ? null : clock.now());
      });
      news(runId);
    },
    async attachArtifact(runId, path, artifact) {
      await artifacts.attach(runId, path, artifact);
      news(runId);
    },
    run: runs.get,
  };
}

function entries(record: Record<string, string>) {
  return Object.entries(record).map(([key, value]) => ({ key, value }));
}

/** Who works on this computer; some containers have no name for their user. */
function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
