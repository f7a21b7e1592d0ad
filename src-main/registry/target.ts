/** `parseTarget`: `model`, `model@alias` or `model:version`. */

export type ModelTarget = { name: string; alias: string | null; version: string | null };

export function parseTarget(target: string): ModelTarget {
  const at = target.lastIndexOf('@');
  if (at > 0) return { name: target.slice(0, at), alias: target.slice(at + 1), version: null };
  const colon = target.lastIndexOf(':');
  if (colon > 0) return { name: target.slice(0, colon), alias: null, version: target.slice(colon + 1) };
  return { name: target, alias: null, version: null };
}
