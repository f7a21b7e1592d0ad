/** `/mlflow/runs/log-inputs`, `/mlflow/experiments/search-datasets`. */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';
import { keyValue, list, required, runOf } from '../wire.ts';

const dataset = z.object({
  name: required,
  digest: required,
  source_type: z.string(),
  source: z.string(),
  schema: z.string().optional(),
  profile: z.string().optional(),
});

const maxExperiments = 20;

export function inputEndpoints({ inputs }: Pick<TrackingDomain, 'inputs'>): Endpoint[] {
  const given = { datasets: list(z.object({ dataset, tags: list(keyValue) })), models: list(z.object({ model_id: required })) };
  return [
    endpoint('POST', '/mlflow/runs/log-inputs', runOf(given), async ({ run_id, datasets, models }) => {
      const read = datasets.map(({ dataset: { source_type, schema = null, profile = null, ...rest }, tags }) => ({
        dataset: { ...rest, sourceType: source_type, schema, profile },
        tags,
      }));
      await inputs.log(run_id, { datasets: read, models: models.map(({ model_id }) => model_id) });
      return {};
    }),
    endpoint('POST', '/mlflow/experiments/search-datasets', z.object({ experiment_ids: list(z.string()) }), ({ experiment_ids }) => {
      if (experiment_ids.length === 0) throw invalid('SearchDatasets request must specify at least one experiment_id.');
      if (experiment_ids.length > maxExperiments) {
        const got = `Received ${experiment_ids.length} experiment_ids.`;
        throw invalid(`SearchDatasets request cannot specify more than ${maxExperiments} experiment_ids. ${got}`);
      }
      const summaries = inputs.summaries(experiment_ids).map(({ experimentId, context, ...rest }) => ({
        experiment_id: experimentId,
        ...rest,
        ...(context !== null && { context }),
      }));
      return { dataset_summaries: summaries };
    }),
  ];
}

function invalid(message: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', message);
}
