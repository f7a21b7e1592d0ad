/** `tokenAt`, `offsetOf`, `placeOf`: MLflow's page tokens, base64 of `{"offset": n}`. Ours may also say behind which row the page begins. */
import { filterError } from './error.ts';

/** Time and id of the last row shown: rows that come meanwhile shift an offset, but not this. */
export type After = readonly [time: number, id: string];

export function tokenAt(offset: number, after?: After): string {
  return Buffer.from(JSON.stringify({ offset, ...(after && { after }) })).toString('base64');
}

/** 0 without a token. */
export function offsetOf(token: string | undefined | null): number {
  return placeOf(token).offset;
}

export function placeOf(token: string | undefined | null): { offset: number; after: After | null } {
  if (!token) return { offset: 0, after: null };
  const decoded = Buffer.from(token, 'base64').toString();
  const { offset: written, after } = fieldsOf(decoded);
  const offset = Number(written);
  if (!Number.isSafeInteger(offset) || offset < 1)
    throw filterError(`Invalid page token, decoded value=${decoded.slice(0, 100)}`, 0, '@filter-token');
  return { offset, after: isAfter(after) ? after : null };
}

function fieldsOf(decoded: string): { offset?: unknown; after?: unknown } {
  try {
    const parsed: unknown = JSON.parse(decoded);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function isAfter(value: unknown): value is After {
  return Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0]) && typeof value[1] === 'string';
}
