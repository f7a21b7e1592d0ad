/** `requestId`, `traceOf`: what ties a request to what happened before it: the caller's id, or the trace it belongs to (W3C traceparent). */
import { randomUUID } from 'node:crypto';

interface Trace {
  trace_id: string;
  parent_id: string;
}

/** A client's id is kept when it is harmless in a log and a header. */
export function requestId(given: unknown, traceparent: unknown): string {
  if (typeof given === 'string' && /^[\w.:/+=-]{1,128}$/.test(given)) return given;
  return (traceparent === undefined ? null : traceOf(traceparent))?.trace_id ?? randomUUID();
}

export function traceOf(traceparent: unknown): Trace | null {
  if (typeof traceparent !== 'string') return null;
  const found = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-|$)/.exec(traceparent);
  return found && { trace_id: found[1]!, parent_id: found[2]! };
}
