/** `offsetOf`, `tokenAt`: MLflow's page tokens, base64 of `{"offset": n}`. */
import { filterError } from './error.ts';

export function tokenAt(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64');
}

/** 0 without a token. */
export function offsetOf(token: string | undefined | null): number {
  if (!token) return 0;
  const decoded = Buffer.from(token, 'base64').toString();
  const offset = Number(offsetIn(decoded));
  if (!Number.isSafeInteger(offset) || offset < 1)
    throw filterError(`Invalid page token, decoded value=${decoded.slice(0, 100)}`, 0, '@filter-token');
  return offset;
}

function offsetIn(decoded: string): unknown {
  try {
    const parsed: unknown = JSON.parse(decoded);
    return typeof parsed === 'object' && parsed !== null && 'offset' in parsed ? parsed.offset : null;
  } catch {
    return null;
  }
}
