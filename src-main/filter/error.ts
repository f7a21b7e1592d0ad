/** `filterError`: what is wrong with a filter or an order, where, and what was expected there. `detail` is MLflow's own sentence: clients and tests look at it. */
import { BancadaError } from '../contract/errors.ts';

/** Counts characters from 1, for people. `expected` is a phrase of contract/messages/phrases.ts. */
export function filterError(detail: string, at: number, expected: string): BancadaError {
  return new BancadaError('TRACKING_FILTER_INVALID', { detail, position: at + 1, expected });
}
