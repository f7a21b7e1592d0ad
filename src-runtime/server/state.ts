/** `AppState`: what every route shares; the limits of a body. */
import type { Capture } from './capture.ts';
import type { Log } from './log.ts';
import type { Exchange } from './recorder.ts';
import type { Servable } from './servable.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests of this route are captured for monitoring. */
    captured?: boolean;
  }

  interface FastifyRequest {
    exchange: Exchange | null;
  }
}

export interface AppState {
  servable: Servable;
  log: Log;
  capture: Capture | null;
  /** True from the signal to stop: not ready any more. */
  draining: boolean;
  /** True once the door is about to close: answers end their connection. Earlier, clients would come again just as it does. */
  closing: boolean;
  /** True until the model is warm and its fastest backend is known; it answers meanwhile. */
  starting: boolean;
  /** Requests begun and not yet answered. */
  inFlight: number;
}

export function openState(parts: Pick<AppState, 'servable' | 'log' | 'capture'>): AppState {
  return { ...parts, draining: false, closing: false, starting: false, inFlight: 0 };
}

export function isReady({ draining }: AppState): boolean {
  return !draining;
}

/** The limit of most bodies; those of many rows have a wider one. */
export const BODY_BYTES = 1024 * 1024;
export const BATCH_BODY_BYTES = 8 * BODY_BYTES;
