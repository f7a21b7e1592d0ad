/** `pathOf`, `pretty`, `curlOf`: a recorded call as people read it. */
import type { WireCall } from '#contract';

/** What tells calls apart: the path without the common beginning and the query. */
export function pathOf(url: string): string {
  const path = url.split('?')[0] ?? url;
  return path.replace(/^\/(ajax-)?api\/[\d.]+\//, '').replace(/^mlflow\//, '');
}

/** Indented when it is whole JSON; as it came when it was cut. */
export function pretty(text: string | null): string {
  if (text === null) return '';
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function curlOf(call: Pick<WireCall, 'method' | 'url' | 'request'>, origin: string, token: string | null): string {
  const parts = [`curl -X ${call.method} ${quoted(origin + call.url)}`];
  if (token !== null) parts.push(`-H ${quoted(`Authorization: Bearer ${token}`)}`);
  if (call.request !== null) parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(call.request)}`);
  return parts.join(' \\\n  ');
}

/** Only calls of the JSON protocol can be made again: bytes were not kept, and a body that was cut is no JSON any more. */
export function isRepeatable(call: WireCall): boolean {
  const known = ['GET', 'POST', 'PATCH', 'DELETE'].includes(call.method) && /^\/(ajax-)?api\/2\.0\/mlflow\//.test(call.url);
  return known && !call.request?.endsWith('…');
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
