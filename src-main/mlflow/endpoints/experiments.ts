/** `/mlflow/experiments/…`: all but the search. */
import { z } from 'zod';
import type { ExperimentEntity, TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';
import { keyValue, list, required } from '../wire.ts';

const byId = z.object({ experiment_id: required });

export function experimentEndpoints({ experiments }: Pick<TrackingDomain, 'experiments'>): Endpoint[] {
  const at = (path: string) => `/mlflow/experiments/${path}`;
  const create = z.object({ name: required, artifact_location: z.string().optional(), tags: list(keyValue) });
  return [
    endpoint('POST', at('create'), create, async ({ name, artifact_location, tags }) => ({
      experiment_id: await experiments.create({ name, tags, ...(artifact_location && { artifactLocation: artifact_location }) }),
    })),
    endpoint('GET', at('get'), byId, ({ experiment_id }) => ({ experiment: experimentOut(experiments.get(experiment_id)) })),
    endpoint('GET', at('get-by-name'), z.object({ experiment_name: required }), ({ experiment_name }) => {
      const found = experiments.named(experiment_name);
      if (!found) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Could not find experiment with name '${experiment_name}'`);
      return { experiment: experimentOut(found) };
    }),
    endpoint('POST', at('update'), byId.extend({ new_name: required }), async ({ experiment_id, new_name }) => {
      await experiments.rename(experiment_id, new_name);
      return {};
    }),
    endpoint('POST', at('delete'), byId, async ({ experiment_id }) => {
      await experiments.delete(experiment_id);
      return {};
    }),
    endpoint('POST', at('restore'), byId, async ({ experiment_id }) => {
      await experiments.restore(experiment_id);
      return {};
    }),
    endpoint(
      'POST',
      at('set-experiment-tag'),
      byId.extend({ key: required, value: z.string().default('') }),
      async ({ experiment_id, key, value }) => {
        await experiments.setTag(experiment_id, key, value);
        return {};
      },
    ),
    endpoint('POST', at('delete-experiment-tag'), byId.extend({ key: required }), async ({ experiment_id, key }) => {
      await experiments.deleteTag(experiment_id, key);
      return {};
    }),
  ];
}

export function experimentOut({ experimentId, name, artifactLocation, lifecycle, createdAt, updatedAt, tags }: ExperimentEntity) {
  return {
    experiment_id: experimentId,
    name,
    artifact_location: artifactLocation,
    lifecycle_stage: lifecycle,
    creation_time: createdAt,
    last_update_time: updatedAt,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}
