/** `answer`, `refused`: predictions for valid rows, remembered on the exchange; what went wrong as a refusal. */
import type { Prediction, Row } from '../sdk/types.ts';
import type { Exchange } from './recorder.ts';
import { RequestError } from './request-error.ts';
import type { Servable } from './servable.ts';

/** At once where the model answers at once. */
export function answer(exchange: Exchange, servable: Servable, id: string): readonly Prediction[] | Promise<readonly Prediction[]> {
  const remembered = (predictions: readonly Prediction[]) => {
    exchange.predictions = predictions;
    servable.graph?.remember(id, predictions);
    return predictions;
  };
  if (exchange.rows.length === 0) return [];
  try {
    const predictions = servable.predict(exchange.rows);
    return predictions instanceof Promise ? predictions.then(remembered).catch(failed) : remembered(predictions);
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): never {
  throw new RequestError(500, 'PREDICTION_FAILED', { reason: (error as Error).message });
}

export function exchangeOf({ name }: Servable, rows: readonly Row[]): Exchange {
  return { model: name, rows, predictions: [], error: null };
}
