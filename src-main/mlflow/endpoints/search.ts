/** The searches of runs and of experiments. Their answers come from a reading thread as bytes. */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint, JsonText } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';
import { int64, list, repeated } from '../wire.ts';

const views = { ACTIVE_ONLY: 'active', DELETED_ONLY: 'deleted', ALL: 'all' } as const;
const names = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const;
/** By name, or by its number in the protocol's enum. */
const view = z
  .union([z.enum(names), int64.refine((number) => number >= 1 && number <= 3).transform((number) => names[number - 1]!)])
  .default('ACTIVE_ONLY')
  .transform((name) => views[name]);

const searched = {
  filter: z.string().optional(),
  order_by: repeated(z.string()),
  page_token: z.string().optional(),
};

export function searchEndpoints({ search }: Pick<TrackingDomain, 'search'>): Endpoint[] {
  const runs = z.object({
    ...searched,
    order_by: list(z.string()),
    experiment_ids: list(z.string()),
    run_view_type: view,
    max_results: int64.default(1000),
  });
  const experiments = z.object({ ...searched, view_type: view, max_results: int64.default(1000) });
  const searchExperiments = async (asked: z.infer<typeof experiments>) =>
    new JsonText(await search.mlflowExperiments({ ...common(asked), view: asked.view_type }));
  return [
    endpoint('POST', '/mlflow/runs/search', runs, async (asked) => {
      return new JsonText(await search.mlflowRuns({ ...common(asked), view: asked.run_view_type, experimentIds: asked.experiment_ids }));
    }),
    endpoint('POST', '/mlflow/experiments/search', experiments, searchExperiments),
    endpoint('GET', '/mlflow/experiments/search', experiments, searchExperiments),
  ];
}

interface Common {
  filter?: string | undefined;
  order_by: string[];
  page_token?: string | undefined;
  max_results: number;
}

const most = 50_000;

function common({ filter, order_by, page_token, max_results }: Common) {
  const wrong = max_results < 1 ? 'a positive integer' : max_results > most ? `at most ${most}` : null;
  if (wrong)
    throw new MlflowError('INVALID_PARAMETER_VALUE', `Invalid value ${max_results} for parameter 'max_results' supplied. It must be ${wrong}`);
  return { filter, orderBy: order_by, pageToken: page_token, maxResults: max_results };
}
