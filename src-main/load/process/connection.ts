/** `createConnection`: one kept connection that carries one request at a time. */
import { connect } from 'node:net';
import { type AnswerReader, createAnswerReader, type Read } from './answer.ts';

export type Outcome = Read | { error: 'refused' | 'reset' | 'broken' | 'timeout' };

export interface Connection {
  /** `done` is called once. */
  ask(request: Buffer, done: (outcome: Outcome) => void): void;
  /** When the request under way began, or when the last one ended; by performance.now(). */
  readonly since: number;
  readonly open: boolean;
  /** A request under way ends as `timeout`. */
  close(): void;
}

export function createConnection(port: number): Connection {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  const reader: AnswerReader = createAnswerReader();
  let done: ((outcome: Outcome) => void) | null = null;
  let request: Buffer | null = null;
  let connected = false;
  let open = true;
  let answered = false;
  let since = 0;
  let retry: Connection | null = null;

  function finish(outcome: Outcome): void {
    const tell = done;
    done = null;
    request = null;
    retry?.close();
    retry = null;
    since = performance.now();
    if (!('status' in outcome) || !outcome.reusable) {
      open = false;
      socket.destroy();
    }
    tell?.(outcome);
  }

  function lost(): void {
    open = false;
    if (!done) return;
    const whole = reader.end();
    if (whole) finish(whole);
    else if (!connected) finish({ error: 'refused' });
    else if (answered && !reader.begun && request) {
      // A server may close a kept connection at the moment in which it is used again: what it cannot have answered is asked once more, as every client does.
      retry = createConnection(port);
      retry.ask(request, finish);
    } else finish({ error: 'reset' });
  }

  socket.on('connect', () => {
    connected = true;
  });
  socket.on('data', (chunk: Buffer) => {
    if (!done) {
      open = false;
      socket.destroy();
      return;
    }
    try {
      const read = reader.push(chunk);
      if (!read) return;
      answered = true;
      finish(read);
    } catch {
      finish({ error: 'broken' });
    }
  });
  socket.on('error', () => {});
  socket.on('close', lost);

  return {
    ask(next, tell) {
      request = next;
      done = tell;
      since = performance.now();
      socket.write(next);
    },
    get since() {
      return since;
    },
    get open() {
      return open && socket.writable;
    },
    close() {
      open = false;
      retry?.close();
      if (done) finish({ error: 'timeout' });
      socket.destroy();
    },
  };
}
