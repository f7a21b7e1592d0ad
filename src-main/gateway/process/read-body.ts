/** `readBody`: the whole body of a request, null when it has none. */
import type { IncomingMessage } from 'node:http';

const limit = 16 * 1024 * 1024;

type Body = Buffer | null | 'too large' | 'broken';

export function readBody(request: IncomingMessage): Body | Promise<Body> {
  const length = request.headers['content-length'];
  const chunked = request.headers['transfer-encoding'] !== undefined;
  if (!chunked && (length === undefined || length === '0')) {
    request.resume();
    return length === '0' ? Buffer.alloc(0) : null;
  }
  if (Number(length ?? 0) > limit) return 'too large';
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on('data', (piece: Buffer) => {
      pieces.push(piece);
      size += piece.length;
      if (size <= limit) return;
      request.pause();
      resolve('too large');
    });
    request.on('end', () => resolve(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)));
    request.on('error', () => resolve('broken'));
    request.on('close', () => resolve('broken'));
  });
}
