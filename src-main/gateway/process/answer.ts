/** `answerReader`: reads one HTTP/1.1 answer from the bytes of a connection. Bodies are kept whole: until the last byte is there, another replica may still be asked. */

export interface Answer {
  status: number;
  /** Name, value, name, value…, as they came. */
  headers: string[];
  body: Buffer;
  /** Whether the connection may carry another request. */
  reusable: boolean;
  /** How long the other side keeps an idle connection, when it says. */
  keepMs: number | null;
}

export interface AnswerReader {
  /** The answer once it is whole. Throws on what is not HTTP. */
  push(chunk: Buffer): Answer | null;
  /** The connection has ended: an answer without a length is whole now. */
  end(): Answer | null;
  readonly begun: boolean;
}

const headLimit = 64 * 1024;
const bodyLimit = 64 * 1024 * 1024;
const empty: Buffer = Buffer.alloc(0);
const statusLine = /^HTTP\/1\.([01]) (\d{3})/;

interface Head {
  status: number;
  headers: string[];
  length: number | null;
  chunked: boolean;
  reusable: boolean;
  keepMs: number | null;
}

export function answerReader(method: string): AnswerReader {
  let held: Buffer = empty;
  let head: Head | null = null;
  const pieces: Buffer[] = [];
  let size = 0;
  let begun = false;

  function finish(rest: Buffer): Answer {
    const { status, headers, reusable, keepMs } = head!;
    const body = pieces.length === 0 ? empty : pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    // Bytes after an answer that nobody asked for: whatever they are, the connection is not to be trusted.
    return { status, headers, body, reusable: reusable && rest.length === 0, keepMs };
  }

  function keep(piece: Buffer): void {
    if (piece.length === 0) return;
    size += piece.length;
    if (size > bodyLimit) throw new Error('answer too large');
    pieces.push(piece);
  }

  function readHead(): boolean {
    for (;;) {
      const end = held.indexOf('\r\n\r\n');
      if (end < 0) {
        if (held.length > headLimit) throw new Error('header too large');
        return false;
      }
      const found = parseHead(held.toString('latin1', 0, end));
      held = held.subarray(end + 4);
      if (found.status >= 200) {
        head = found;
        return true;
      }
    }
  }

  /** Chunked: takes whole chunks off what is held. */
  function readChunks(): Answer | null {
    for (;;) {
      const line = held.indexOf('\r\n');
      if (line < 0) return null;
      const length = Number.parseInt(held.toString('latin1', 0, line), 16);
      if (!(length >= 0)) throw new Error('bad chunk');
      if (length === 0) {
        const after = held.subarray(line + 2);
        if (after.length < 2) return null;
        const end = after[0] === 13 ? 2 : after.indexOf('\r\n\r\n') + 4;
        return end < 4 && end !== 2 ? null : finish(after.subarray(end));
      }
      if (held.length < line + 2 + length + 2) return null;
      keep(held.subarray(line + 2, line + 2 + length));
      held = held.subarray(line + 2 + length + 2);
    }
  }

  return {
    get begun() {
      return begun;
    },
    push(chunk) {
      begun = true;
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      if (!head && !readHead()) return null;
      const { status, length, chunked } = head!;
      if (method === 'HEAD' || status === 204 || status === 304) return finish(held);
      if (chunked) return readChunks();
      const wanted = length === null ? held.length : Math.min(held.length, length - size);
      keep(held.subarray(0, wanted));
      held = held.subarray(wanted);
      return length !== null && size >= length ? finish(held) : null;
    },
    end() {
      const whole = head !== null && !head.chunked && head.length === null;
      return whole ? { ...finish(empty), reusable: false } : null;
    },
  };
}

function parseHead(text: string): Head {
  const lines = text.split('\r\n');
  const [, minor, status] = statusLine.exec(lines[0]!) ?? [];
  if (status === undefined) throw new Error('not HTTP');
  const found: Head = { status: Number(status), headers: [], length: null, chunked: false, reusable: minor === '1', keepMs: null };
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!;
    const cut = line.indexOf(':');
    if (cut < 1) throw new Error('bad header');
    const name = line.slice(0, cut);
    const value = line.slice(cut + 1).trim();
    readHeader(found, name.toLowerCase(), value);
    found.headers.push(name, value);
  }
  return found;
}

function readHeader(head: Head, name: string, value: string): void {
  if (name === 'content-length') {
    head.length = Number(value);
    if (!Number.isSafeInteger(head.length) || head.length < 0) throw new Error('bad length');
  } else if (name === 'transfer-encoding') head.chunked = /chunked/i.test(value);
  else if (name === 'connection') head.reusable = /close/i.test(value) ? false : head.reusable || /keep-alive/i.test(value);
  else if (name === 'keep-alive') {
    const seconds = /timeout=(\d+)/.exec(value)?.[1];
    if (seconds !== undefined) head.keepMs = Number(seconds) * 1000;
  }
}
