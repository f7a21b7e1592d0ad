/** `AppState`: what every route shares; the limits of a body. */
import type { Prediction, Row } from '../sdk/types.ts';
import type { Capture } from './capture.ts';
import type { Log } from './log.ts';
import type { RequestError } from './request-error.ts';
import type { Servable } from './servable.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests of this route are captured for monitoring. */
    captured?: boolean;
  }

  interface FastifyRequest {
    /** What a prediction route read and answered, for the capture. */
    exchange: { rows: readonly Row[]; predictions: readonly Prediction[]; error: ReturnType<RequestError['body']> | null } | null;
  }
}

export interface AppState {
  servable: Servable;
  log: Log;
  capture: Capture | null;
  /** True while the server finishes its last requests. */
  draining: boolean;
}

/** The limit of most bodies; those of many rows have a wider one. */
export const BODY_BYTES = 1024 * 1024;
export const BATCH_BODY_BYTES = 8 * BODY_BYTES;
