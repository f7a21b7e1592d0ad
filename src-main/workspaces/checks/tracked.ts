/** `createTracked`: what tracking and the registry hold of a learner's run, read from the lab itself and not from what programs say. */
import { BancadaError } from '../../contract/errors.ts';
import type { PipelinesDomain } from '../../pipelines/index.ts';
import type { RegistryDomain } from '../../registry/index.ts';
import type { TrackingDomain } from '../../tracking/index.ts';
import type { CheckLab } from './define.ts';

export interface TrackedDeps {
  pipelines: Pick<PipelinesDomain, 'get'>;
  tracking: Pick<TrackingDomain, 'search' | 'history' | 'run'>;
  registry: Pick<RegistryDomain, 'model' | 'events'>;
}

const MOST_RUNS = 500;
const MOST_EVENTS = 1000;

export function createTracked({ pipelines, tracking, registry }: TrackedDeps): Pick<CheckLab, 'tracked' | 'tags' | 'history' | 'registered'> {
  return {
    async tracked(runId, filter) {
      const parent = pipelines.get(runId).trackingRunId;
      if (parent === null) return [];
      const below = `tags.\`mlflow.parentRunId\` = '${parent}'`;
      const asked = { experimentIds: [], view: 'active', filter: filter ? `${below} AND ${filter}` : below, limit: MOST_RUNS, offset: 0 } as const;
      const { runs } = await tracking.search.runs(asked);
      return runs.map((run) => tracking.run(run.runId));
    },
    tags(runId) {
      const own = pipelines.get(runId).trackingRunId;
      return own === null ? {} : tracking.run(own).tags;
    },
    async history(trackingRunId, key) {
      return (await tracking.history.points(trackingRunId, key)).map(({ step, value }) => ({ step, value }));
    },
    registered(name) {
      try {
        const { aliases, tags, items } = registry.model(name);
        const versions = items.map(({ version, trackingRunId, description }) => ({ version, trackingRunId, description }));
        return { aliases, tags, versions, events: registry.events({ name, limit: MOST_EVENTS }).reverse() };
      } catch (error) {
        if (error instanceof BancadaError && error.code === 'MODEL_NOT_FOUND') return null;
        throw error;
      }
    },
  };
}
