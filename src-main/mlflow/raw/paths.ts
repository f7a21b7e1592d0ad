/** `pathAfter`: what a request's address says after a route's own part, decoded exactly once: a name may hold a literal `%`. */
import type { FastifyRequest } from 'fastify';
import { MlflowError } from '../errors.ts';

export const artifactPrefixes = ['/api/2.0/mlflow-artifacts', '/ajax-api/2.0/mlflow-artifacts'];

export function pathAfter({ raw }: FastifyRequest, route: string): string {
  const [address = ''] = (raw.url ?? '').split('?');
  // Written otherwise (`/api/2%2e0/…`) it is a twin of the route that nobody needs; a `#` never reaches a server from a client that means well.
  if (!address.startsWith(`${route}/`) || address.includes('#')) throw invalid(address);
  try {
    return decodeURIComponent(address.slice(route.length + 1));
  } catch {
    throw invalid(address);
  }
}

function invalid(address: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', `Invalid path: ${address.slice(0, 200)}`);
}
