/**
 * `/mlflow/runs/log-metric`, `log-batch`. What they carry is read by hand: zod takes longer over a thousand metrics than SQLite takes to write them.
 * The zod forms say the same for the document of the protocol.
 */
import { z } from 'zod';
import type { Point, TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { MlflowError } from '../errors.ts';
import { double, int64, keyValue, list, required, runOf } from '../wire.ts';
import { doubleIn, type Fields, int64In, listIn, optionalTextIn, runIdIn, textIn } from './read-by-hand.ts';

const metric = {
  key: required,
  value: double,
  timestamp: int64,
  step: int64.default(0),
  model_id: z.string().optional(),
  dataset_name: z.string().optional(),
  dataset_digest: z.string().optional(),
};
type Metric = { key: string; value: number; timestamp: number; step: number; model_id?: string; dataset_name?: string; dataset_digest?: string };

const limits = { metrics: 1000, params: 100, tags: 100, 'metrics, params, and tags': 1000 };

export function metricWriteEndpoints({ log }: Pick<TrackingDomain, 'log'>): Endpoint[] {
  return [
    endpoint(
      'POST',
      '/mlflow/runs/log-metric',
      runOf(metric),
      async ({ run_id, ...given }) => {
        await log.metric(run_id, pointOf(given));
        return {};
      },
      (fields) => ({ run_id: runIdIn(fields), ...metricIn(fields, '') }),
    ),
    endpoint(
      'POST',
      '/mlflow/runs/log-batch',
      runOf({ metrics: list(z.object(metric)), params: list(keyValue), tags: list(keyValue) }),
      async ({ run_id, metrics, params, tags }) => {
        atMost('metrics', metrics.length);
        atMost('params', params.length);
        atMost('tags', tags.length);
        atMost('metrics, params, and tags', metrics.length + params.length + tags.length);
        await log.batch(run_id, { metrics: metrics.map(pointOf), params, tags });
        return {};
      },
      (fields) => ({
        run_id: runIdIn(fields),
        metrics: listIn(fields, 'metrics', metricIn),
        params: listIn(fields, 'params', keyValueIn),
        tags: listIn(fields, 'tags', keyValueIn),
      }),
    ),
  ];
}

function metricIn(fields: Fields, path: string): Metric {
  const at = path === '' ? '' : `${path}.`;
  const read: Metric = {
    key: textIn(fields, 'key', `${at}key`),
    value: doubleIn(fields, 'value', `${at}value`),
    timestamp: int64In(fields, 'timestamp', `${at}timestamp`),
    step: fields.step === undefined || fields.step === null ? 0 : int64In(fields, 'step', `${at}step`),
  };
  const modelId = optionalTextIn(fields, 'model_id', `${at}model_id`);
  if (modelId === undefined) return read;
  const [name, digest] = [
    optionalTextIn(fields, 'dataset_name', `${at}dataset_name`),
    optionalTextIn(fields, 'dataset_digest', `${at}dataset_digest`),
  ];
  return { ...read, model_id: modelId, ...(name !== undefined && { dataset_name: name }), ...(digest !== undefined && { dataset_digest: digest }) };
}

function keyValueIn(fields: Fields, path: string): { key: string; value: string } {
  return { key: textIn(fields, 'key', `${path}.key`), value: optionalTextIn(fields, 'value', `${path}.value`) ?? '' };
}

function pointOf(given: Metric): Point {
  const { model_id, dataset_name, dataset_digest, ...point } = given;
  if (given.timestamp < 0) throw badTimestamp(given);
  if (model_id === undefined) return point;
  return { ...point, ofModel: { modelId: model_id, datasetName: dataset_name ?? null, datasetDigest: dataset_digest ?? null } };
}

function badTimestamp({ key, value, timestamp }: Metric): MlflowError {
  return new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${timestamp} for parameter 'timestamp' supplied: metric '${key}' (value=${value}). Timestamp must be a nonnegative long (64-bit integer) `,
  );
}

function atMost(what: keyof typeof limits, count: number): void {
  const limit = limits[what];
  if (count <= limit) return;
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `A batch logging request can contain at most ${limit} ${what}. Got ${count} ${what}. Please split up ${what} across multiple requests and try again.`,
  );
}
