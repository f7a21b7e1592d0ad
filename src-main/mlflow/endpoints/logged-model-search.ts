/** `/mlflow/logged-models/search`: a page token carries the search it belongs to, and is refused with another. */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';
import { bool, int64, list, required } from '../wire.ts';
import { modelOut } from './logged-model-out.ts';

const order = z.object({
  field_name: required,
  ascending: bool.default(true),
  dataset_name: z.string().optional(),
  dataset_digest: z.string().optional(),
});

const input = z.object({
  experiment_ids: z.array(z.string()).min(1),
  filter: z.string().default(''),
  datasets: list(z.object({ dataset_name: z.string().default(''), dataset_digest: z.string().optional() })),
  max_results: int64.default(0),
  order_by: list(order),
  page_token: z.string().default(''),
});

const token = z.object({
  experiment_ids: z.array(z.string()),
  filter_string: z.string().nullish(),
  order_by: z.unknown(),
  offset: z.number().int().min(0).default(0),
});

const usualPage = 50;
const largestPage = 50_000;

export function loggedModelSearchEndpoint({ loggedModels }: Pick<TrackingDomain, 'loggedModels'>): Endpoint {
  return endpoint('POST', '/mlflow/logged-models/search', input, ({ experiment_ids, filter, datasets, max_results, order_by, page_token }) => {
    if (datasets.some(({ dataset_name }) => dataset_name === '')) throw invalid('`dataset_name` in the `datasets` clause must be specified.');
    if (max_results < 0 || max_results > largestPage) throw invalid(`Invalid value ${max_results} for parameter 'max_results' supplied.`);
    const search = { experiment_ids, filter_string: filter || null, order_by: order_by.length > 0 ? order_by : null };
    const limit = max_results || usualPage;
    const offset = page_token === '' ? 0 : offsetOf(page_token, search);
    const { models, isMore } = loggedModels.search({
      experimentIds: experiment_ids,
      filter,
      datasets: datasets.map(({ dataset_name, dataset_digest }) => ({ name: dataset_name, digest: dataset_digest || null })),
      orderBy: order_by.map(({ field_name, ascending, dataset_name, dataset_digest }) => ({
        field: field_name,
        ascending,
        datasetName: dataset_name || null,
        datasetDigest: dataset_digest || null,
      })),
      limit,
      offset,
    });
    const next = isMore ? { next_page_token: Buffer.from(JSON.stringify({ ...search, offset: offset + limit })).toString('base64') } : {};
    return { models: models.map(modelOut), ...next };
  });
}

function offsetOf(given: string, search: { experiment_ids: string[]; filter_string: string | null; order_by: unknown }): number {
  const decoded = Buffer.from(given, 'base64').toString();
  const { offset, ...of } = readToken(decoded);
  for (const [field, named] of [
    ['experiment_ids', 'Experiment IDs'],
    ['filter_string', 'Filter string'],
    ['order_by', 'Order by'],
  ] as const) {
    if (JSON.stringify(of[field] ?? null) !== JSON.stringify(search[field]))
      throw invalid(`${named} in the page token ${named.endsWith('s') ? 'do' : 'does'} not match the requested ${named.toLowerCase()}.`);
  }
  return offset;
}

function readToken(decoded: string): z.infer<typeof token> {
  try {
    return token.parse(JSON.parse(decoded));
  } catch {
    throw invalid(`Invalid page token: ${decoded.slice(0, 200)}`);
  }
}

function invalid(message: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', message);
}
