/** `/mlflow/experiments/…` */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';

export function experimentEndpoints(tracking: TrackingDomain): Endpoint[] {
  return [
    endpoint('GET', '/mlflow/experiments/get-by-name', z.object({ experiment_name: z.string() }), ({ experiment_name }) => {
      const found = tracking.experiments.list().find(({ name }) => name === experiment_name);
      if (!found) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Could not find experiment with name '${experiment_name}'`);
      return { experiment: { experiment_id: found.experimentId, name: found.name, lifecycle_stage: 'active' } };
    }),
  ];
}
