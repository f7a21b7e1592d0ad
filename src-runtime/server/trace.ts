/** `requestId`, `traceOf`: what ties a request to what happened before it: the caller's id, or the trace it belongs to (W3C traceparent). */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

interface Trace {
  trace_id: string;
  parent_id: string;
}

/** A client's id is kept when it is harmless in a log and a header. */
export function requestId(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && /^[\w.:/+=-]{1,128}$/.test(given)) return given;
  return traceOf(headers)?.trace_id ?? randomUUID();
}

export function traceOf({ traceparent }: IncomingHttpHeaders): Trace | null {
  if (typeof traceparent !== 'string') return null;
  const found = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-|$)/.exec(traceparent);
  return found && { trace_id: found[1]!, parent_id: found[2]! };
}
