/** `answer`: predictions for valid rows, remembered on the request for the capture. */
import type { FastifyRequest } from 'fastify';
import type { Prediction, Row } from '../sdk/types.ts';
import { RequestError } from './request-error.ts';
import type { Servable } from './servable.ts';

export async function answer(request: FastifyRequest, servable: Servable, rows: readonly Row[]): Promise<readonly Prediction[]> {
  request.exchange = { model: servable.name, rows, predictions: [], error: null };
  if (rows.length === 0) return [];
  try {
    const predictions = await servable.predict(rows);
    request.exchange.predictions = predictions;
    servable.graph?.remember(request.id, predictions);
    return predictions;
  } catch (error) {
    throw new RequestError(500, 'PREDICTION_FAILED', { reason: (error as Error).message });
  }
}
