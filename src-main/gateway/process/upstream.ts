/** `createUpstream`: requests to one replica over kept connections, with what it takes to know whether asking again is safe. */
import { createConnection, type Socket } from 'node:net';
import { type Answer, type AnswerReader, answerReader } from './answer.ts';

export interface Outgoing {
  method: string;
  /** Request line and headers, without the empty line at their end. */
  head: string;
  body: Buffer | null;
}

/** Why there is no answer. `unsent`: the replica cannot have seen the request. */
export class UpstreamError extends Error {
  readonly kind: 'unsent' | 'broken' | 'timeout';

  constructor(kind: UpstreamError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface Upstream {
  ask(outgoing: Outgoing, timeoutMs: number): Promise<Answer>;
  /** No connection is kept any more. */
  close(): void;
}

const connectMs = 1000;
/** Shorter than servers keep theirs: one that closes while we write would cost a request. */
const idleMs = 4000;

interface Kept {
  socket: Socket;
  until: number;
}

export function createUpstream(port: number): Upstream {
  const idle: Kept[] = [];
  let closed = false;

  function take(): Socket | null {
    const now = performance.now();
    for (;;) {
      const kept = idle.pop();
      if (!kept) return null;
      if (kept.until > now && !kept.socket.destroyed && kept.socket.writable) return kept.socket;
      kept.socket.destroy();
    }
  }

  function give(socket: Socket, keepMs: number | null): void {
    const ms = Math.min(idleMs, keepMs === null ? idleMs : keepMs - 1000);
    if (closed || ms <= 0 || socket.destroyed) socket.destroy();
    else idle.push({ socket, until: performance.now() + ms });
  }

  function exchange(socket: Socket, { method, head, body }: Outgoing, timeoutMs: number, fresh: boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const reader: AnswerReader = answerReader(method);
      let sent = !fresh;
      const timer = setTimeout(() => fail(sent ? 'timeout' : 'unsent', `no ${sent ? 'answer' : 'connection'} in time`), sent ? timeoutMs : connectMs);
      const late = fresh ? null : timer;
      let answering: NodeJS.Timeout | null = late;
      const write = () => {
        sent = true;
        if (body === null || body.length === 0) socket.write(`${head}\r\n`, 'latin1');
        else if (body.length < 16_384) socket.write(Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), body]));
        else {
          socket.cork();
          socket.write(`${head}\r\n`, 'latin1');
          socket.write(body);
          socket.uncork();
        }
      };
      const forget = () => {
        clearTimeout(timer);
        if (answering) clearTimeout(answering);
        socket.removeAllListeners();
        socket.on('error', () => {});
      };
      const fail = (kind: UpstreamError['kind'], message: string) => {
        forget();
        socket.destroy();
        reject(new UpstreamError(kind, message));
      };
      const done = (answer: Answer) => {
        forget();
        if (answer.reusable) {
          // An idle connection that the replica closes is out of use at once.
          socket.on('close', () => socket.destroy());
          socket.on('data', () => socket.destroy());
          give(socket, answer.keepMs);
        } else socket.destroy();
        resolve(answer);
      };
      const over = (message: string) => {
        const whole = reader.end();
        if (whole) done(whole);
        else fail(sent ? 'broken' : 'unsent', message);
      };
      socket.removeAllListeners();
      socket.on('data', (chunk: Buffer) => {
        try {
          const answer = reader.push(chunk);
          if (answer) done(answer);
        } catch (error) {
          fail('broken', (error as Error).message);
        }
      });
      socket.on('error', (error) => over(error.message));
      socket.on('close', () => over('connection closed'));
      if (!fresh) write();
      else
        socket.on('connect', () => {
          clearTimeout(timer);
          answering = setTimeout(() => fail('timeout', 'no answer in time'), timeoutMs);
          write();
        });
    });
  }

  return {
    ask(outgoing, timeoutMs) {
      const kept = take();
      if (kept) return exchange(kept, outgoing, timeoutMs, false);
      const socket = createConnection({ host: '127.0.0.1', port, noDelay: true });
      return exchange(socket, outgoing, timeoutMs, true);
    },
    close() {
      closed = true;
      for (const { socket } of idle.splice(0)) socket.destroy();
    },
  };
}
