/** `chooseRevision`: which revision a request goes to: pinned by a header, by the hash of its key, or by lot. */
import type { IncomingMessage } from 'node:http';
import type { Sticky } from '../../contract/rollout.ts';
import { type GatewayRevision, type GatewayRoute, whole } from '../protocol.ts';

/** Answers carry it; requests may, to look at a revision that takes no traffic yet. */
export const revisionHeader = 'x-bancada-revision';

export function chooseRevision(route: GatewayRoute, request: Pick<IncomingMessage, 'headers'>, key: string | null): GatewayRevision | undefined {
  const pinned = request.headers[revisionHeader];
  if (pinned !== undefined) {
    const found = route.revisions.find(({ revision }) => String(revision) === pinned);
    if (found) return found;
  }
  return byShare(route.revisions, key === null ? Math.random() * whole : bucketOfKey(route.endpoint, key));
}

export function byShare(revisions: readonly GatewayRevision[], bucket: number): GatewayRevision | undefined {
  let edge = 0;
  for (const one of revisions) {
    edge += one.weight;
    if (bucket < edge) return one;
  }
  return revisions.findLast(({ weight }) => weight > 0);
}

/** Always the same for a key of an endpoint, whatever process asks: FNV-1a, then mixed so that near keys lie far apart. */
export function bucketOfKey(endpoint: string, key: string): number {
  let hash = 0x811c9dc5;
  for (const text of [endpoint, '\0', key]) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * whole;
}

/** The key that keeps a person with one revision; null when the request has none. */
export function keyOf({ headers }: Pick<IncomingMessage, 'headers'>, { by, name }: Sticky): string | null {
  if (by === 'header') {
    const value = headers[name.toLowerCase()];
    return typeof value === 'string' && value !== '' ? value : null;
  }
  const found = headers.cookie?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return found ? found.slice(found.indexOf('=') + 1).trim() || null : null;
}
