/** The histories of metrics: one in pages, many at once, and thinned for a chart. */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint, JsonText } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';
import { int64, repeated, required, runOf } from '../wire.ts';

const mostBulkRuns = 100;
const mostBulkPoints = 25_000;
const mostPointsPerRun = 2500;

export function historyEndpoints({ history: { mlflow } }: Pick<TrackingDomain, 'history'>): Endpoint[] {
  const at = (path: string) => `/mlflow/metrics/${path}`;
  const bulk = z.object({ run_id: repeated(z.string()), metric_key: z.string().optional(), max_results: int64.default(mostBulkPoints) });
  const interval = z.object({
    run_ids: repeated(z.string()),
    metric_key: required,
    start_step: int64.optional(),
    end_step: int64.optional(),
    max_results: int64.default(mostPointsPerRun),
  });
  return [
    endpoint(
      'GET',
      at('get-history'),
      runOf({ metric_key: required, max_results: int64.optional(), page_token: z.string().optional() }),
      async ({ run_id, metric_key, max_results, page_token }) => {
        if (max_results !== undefined && max_results < 1)
          throw invalid(`Invalid value ${max_results} for parameter 'max_results' supplied. It must be a positive integer.`);
        return new JsonText(await mlflow.page({ runId: run_id, key: metric_key, maxResults: max_results ?? null, pageToken: page_token }));
      },
    ),
    endpoint('GET', at('get-history-bulk'), bulk, async ({ run_id, metric_key, max_results }) => {
      if (run_id.length === 0) throw invalid('GetMetricHistoryBulk request must specify at least one run_id.');
      checkRuns(run_id, `GetMetricHistoryBulk request cannot specify more than ${mostBulkRuns} run_ids.`);
      if (metric_key === undefined) throw invalid('GetMetricHistoryBulk request must specify a metric_key.');
      return new JsonText(await mlflow.bulk({ runIds: run_id, key: metric_key, maxResults: Math.max(0, Math.min(max_results, mostBulkPoints)) }));
    }),
    endpoint('GET', at('get-history-bulk-interval'), interval, async ({ run_ids, metric_key, start_step, end_step, max_results }) => {
      if (run_ids.length === 0) throw invalid("Missing value for required parameter 'run_ids'.");
      checkRuns(run_ids, `GetMetricHistoryBulkInterval request must specify at most ${mostBulkRuns} run_ids.`);
      if (max_results < 1 || max_results > mostPointsPerRun) throw invalid(`max_results must be between 1 and ${mostPointsPerRun}.`);
      checkSteps(start_step, end_step);
      const steps = { from: start_step ?? null, to: end_step ?? null };
      return new JsonText(await mlflow.interval({ runIds: run_ids, key: metric_key, maxResults: max_results, ...steps }));
    }),
  ];
}

function checkRuns(runIds: readonly string[], message: string): void {
  if (runIds.length > mostBulkRuns) throw invalid(`${message} Received ${runIds.length} run_ids.`);
}

function checkSteps(start: number | undefined, end: number | undefined): void {
  if ((start === undefined) !== (end === undefined)) throw invalid('If either start step or end step are specified, both must be specified.');
  if (start !== undefined && end !== undefined && start > end)
    throw invalid(`end_step must be greater than start_step. Found start_step=${start} and end_step=${end}.`);
}

function invalid(message: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', message);
}
