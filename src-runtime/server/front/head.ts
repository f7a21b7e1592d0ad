/**
 * `readHead`: the head of the most usual request there is: a POST of JSON with its length, over HTTP/1.1, on a connection that stays. Everything else, and everything
 * that is written oddly, is null: Node's own parser then reads it. What is read here has one meaning only.
 */

export interface Head {
  path: string;
  /** Where the body begins, and how many bytes it has. */
  bodyAt: number;
  length: number;
  requestId: string | undefined;
  traceparent: string | undefined;
}

const LONGEST = 4096;
/** Whole lines of visible characters; no folded ones, no spaces before the colon, no lone returns. */
const SHAPE = /^POST (\/[\w./~%-]{0,500}) HTTP\/1\.1\r\n(?:[\w!#$%&'*+.^`|~-]{1,100}:[\t\x20-\x7e\x80-\xff]*\r\n)+\r\n/;
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;
/** They say how the body is framed or coded, or ask for something else than an answer. */
const ELSEWHERE = new Set([
  'transfer-encoding',
  'content-encoding',
  'inference-header-content-length',
  'upgrade',
  'expect',
  'trailer',
  'te',
  'proxy-connection',
  'http2-settings',
  'x-bancada-fault-ms',
]);

export function readHead(bytes: Buffer): Head | null {
  const text = bytes.toString('latin1', 0, LONGEST);
  const shape = SHAPE.exec(text);
  if (!shape) return null;
  const bodyAt = shape[0].length;
  const head: Head = { path: shape[1]!, bodyAt, length: -1, requestId: undefined, traceparent: undefined };
  let host = false;
  let json = false;
  for (let at = text.indexOf('\r\n') + 2; at < bodyAt - 2; ) {
    const end = text.indexOf('\r\n', at);
    const colon = text.indexOf(':', at);
    const name = text.slice(at, colon).toLowerCase();
    const value = text.slice(colon + 1, end).trim();
    at = end + 2;
    if (ELSEWHERE.has(name)) return null;
    // Given twice, any of these would have to be judged.
    if (name === 'content-length') {
      if (head.length >= 0 || !/^\d{1,7}$/.test(value)) return null;
      head.length = Number(value);
    } else if (name === 'content-type') {
      if (json || !JSON_TYPE.test(value)) return null;
      json = true;
    } else if (name === 'host') {
      if (host) return null;
      host = true;
    } else if (name === 'connection') {
      if (value.toLowerCase() !== 'keep-alive') return null;
    } else if (name === 'x-request-id') {
      if (head.requestId !== undefined) return null;
      head.requestId = value;
    } else if (name === 'traceparent') {
      if (head.traceparent !== undefined) return null;
      head.traceparent = value;
    }
  }
  return host && json && head.length > 0 ? head : null;
}
