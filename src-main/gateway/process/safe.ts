/** `isSafeAgain`: whether a request that got no answer may be sent to another replica. */
import type { IncomingMessage } from 'node:http';
import type { UpstreamError } from './upstream.ts';

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);
/** Predictions change nothing: asked twice they answer the same. */
const predictions = /^\/(predict(\/batch)?|invocations|explain|v2\/models\/[^/?]+(\/versions\/[^/?]+)?\/infer)(\?|$)/;

/** A replica that took too long is not asked again elsewhere: where one is slow, twice the work makes more of them slow. */
export function isSafeAgain(
  { method = 'GET', url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  kind: UpstreamError['kind'],
): boolean {
  if (kind === 'timeout') return false;
  return kind === 'unsent' || idempotent.has(method) || predictions.test(url) || headers['idempotency-key'] !== undefined;
}
