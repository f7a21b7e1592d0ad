/** `invocationRoutes`: POST /invocations, MLflow's scoring protocol: four JSON shapes and CSV. */
import type { FastifyInstance } from 'fastify';
import { LabError } from '../../errors.ts';
import { parseCsv } from '../../sdk/csv.ts';
import type { Field, Prediction } from '../../sdk/types.ts';
import { answer, exchangeOf } from '../predictor.ts';
import { RequestError } from '../request-error.ts';
import { type AppState, BATCH_BODY_BYTES } from '../state.ts';
import { checkRowCount, validRows } from '../validate.ts';

const EXPECTED = 'dataframe_split | dataframe_records | instances | inputs';

export function invocationRoutes(app: FastifyInstance, { servable }: AppState): void {
  app.register(async (scope) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'string' }, async (_: unknown, text: string) => readCsv(text));
    scope.post('/invocations', { config: { captured: true }, bodyLimit: BATCH_BODY_BYTES }, async (request) => {
      request.exchange = exchangeOf(servable, validRows(recordsOf(request.body, servable.signature), servable.signature));
      const predictions = await answer(request.exchange, servable, request.id);
      return { predictions: predictions.map(record) };
    });
  });
}

function readCsv(text: string): { dataframe_records: unknown[] } {
  try {
    return { dataframe_records: parseCsv(text) };
  } catch (error) {
    if (error instanceof LabError) throw new RequestError(400, error.code, error.data);
    throw error;
  }
}

/** A row as the model's signature in MLmodel describes outputs. */
function record({ label, probabilities, value }: Prediction): Record<string, string | number> {
  return {
    label,
    ...(value !== undefined && { value }),
    ...Object.fromEntries(Object.entries(probabilities).map(([name, value]) => [`probability_${name}`, value])),
  };
}

function recordsOf(body: unknown, signature: readonly Field[]): unknown {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (given.dataframe_records !== undefined) return given.dataframe_records;
  if (given.dataframe_split !== undefined) return fromSplit(given.dataframe_split);
  if (given.instances !== undefined) return fromInstances(given.instances, signature);
  if (given.inputs !== undefined) return fromInputs(given.inputs, signature);
  throw new RequestError(422, 'BODY_SHAPE', { expected: EXPECTED });
}

function fromSplit(split: unknown): unknown {
  const { columns, data } = (split ?? {}) as { columns?: unknown; data?: unknown };
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === 'string') || !Array.isArray(data))
    throw new RequestError(422, 'BODY_SHAPE', { expected: 'dataframe_split { columns, data }' });
  checkRowCount(data.length);
  return data.map((row: unknown) => (Array.isArray(row) ? Object.fromEntries(columns.map((name, c) => [name, row[c]])) : row));
}

/** Records, or bare arrays in the signature's order. */
function fromInstances(instances: unknown, signature: readonly Field[]): unknown {
  if (!Array.isArray(instances)) throw new RequestError(422, 'BODY_SHAPE', { expected: 'instances […]' });
  checkRowCount(instances.length);
  return instances.map((row: unknown) => (Array.isArray(row) ? Object.fromEntries(signature.map(({ name }, c) => [name, row[c]])) : row));
}

/** Columns by name, or the same as `instances`. */
function fromInputs(inputs: unknown, signature: readonly Field[]): unknown {
  if (Array.isArray(inputs) || typeof inputs !== 'object' || inputs === null) return fromInstances(inputs, signature);
  const columns = Object.entries(inputs as Record<string, unknown>).map(
    ([name, values]) => [name, Array.isArray(values) ? values : [values]] as const,
  );
  const count = Math.max(0, ...columns.map(([, values]) => values.length));
  checkRowCount(count);
  return Array.from({ length: count }, (_, r) => Object.fromEntries(columns.map(([name, values]) => [name, values[r]])));
}
