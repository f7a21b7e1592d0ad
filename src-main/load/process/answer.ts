/** `createAnswerReader`: finds the end of one HTTP/1.1 answer after another in the bytes of a connection, and keeps nothing of them but what a load test counts. */

export interface Read {
  status: number;
  /** Who says to have answered. */
  revision: number | null;
  /** Whether the connection may carry another request. */
  reusable: boolean;
}

export interface AnswerReader {
  /** The answer once its last byte is there. Throws on what is not HTTP. */
  push(chunk: Buffer): Read | null;
  /** The connection has ended: an answer without a length is whole now. */
  end(): Read | null;
  /** A byte of the answer has come. */
  readonly begun: boolean;
}

const headLimit = 64 * 1024;
const statusLine = /^HTTP\/1\.[01] (\d{3})/;
const lengthHeader = /\r\ncontent-length:[ \t]*(\d+)/i;
const chunkedHeader = /\r\ntransfer-encoding:[^\r]*chunked/i;
const closeHeader = /\r\nconnection:[^\r]*close/i;
const revisionHeader = /\r\nx-bancada-revision:[ \t]*(\d+)/i;

export function createAnswerReader(): AnswerReader {
  let held: Buffer | null = null;
  let head: (Read & { left: number | null; chunked: boolean }) | null = null;
  let begun = false;

  function finish(extra: number): Read {
    const { status, revision, reusable } = head!;
    head = null;
    held = null;
    begun = false;
    // Bytes that nobody asked for: whatever they are, the connection is not to be trusted.
    return { status, revision, reusable: reusable && extra === 0 };
  }

  /** Takes whole chunks off what is held. */
  function readChunks(): Read | null {
    let at = 0;
    for (;;) {
      const line = held!.indexOf('\r\n', at);
      if (line < 0) break;
      const length = Number.parseInt(held!.toString('latin1', at, line), 16);
      if (!(length >= 0)) throw new Error('bad chunk');
      if (length === 0) {
        // After the last chunk's line, the end of its trailers, or at once the empty line.
        const end = held!.indexOf('\r\n\r\n', line);
        if (end < 0) break;
        return finish(held!.length - end - 4);
      }
      if (held!.length < line + 2 + length + 2) break;
      at = line + 2 + length + 2;
    }
    if (at > 0) held = held!.subarray(at);
    return null;
  }

  return {
    get begun() {
      return begun;
    },
    push(chunk) {
      begun = true;
      if (head && head.left !== null) {
        head.left -= chunk.length;
        return head.left <= 0 ? finish(-head.left) : null;
      }
      held = held ? Buffer.concat([held, chunk]) : chunk;
      while (!head) {
        const end = held.indexOf('\r\n\r\n');
        if (end < 0) {
          if (held.length > headLimit) throw new Error('header too large');
          return null;
        }
        head = headOf(held.toString('latin1', 0, end));
        held = held.subarray(end + 4);
        if (head.status < 200) head = null;
      }
      if (head.status === 204 || head.status === 304) return finish(held.length);
      if (head.chunked) return readChunks();
      if (head.left === null) {
        held = null;
        return null;
      }
      head.left -= held.length;
      held = null;
      return head.left <= 0 ? finish(-head.left) : null;
    },
    end() {
      return head && !head.chunked && head.left === null ? { ...finish(0), reusable: false } : null;
    },
  };
}

function headOf(text: string): Read & { left: number | null; chunked: boolean } {
  const status = statusLine.exec(text)?.[1];
  if (status === undefined) throw new Error('not HTTP');
  const length = lengthHeader.exec(text)?.[1];
  const revision = revisionHeader.exec(text)?.[1];
  return {
    status: Number(status),
    revision: revision === undefined ? null : Number(revision),
    left: length === undefined ? null : Number(length),
    chunked: length === undefined && chunkedHeader.test(text),
    reusable: !closeHeader.test(text),
  };
}
