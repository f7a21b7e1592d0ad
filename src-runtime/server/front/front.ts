/**
 * `openFront`: stands before Node's HTTP server and answers the most usual requests itself: a small body of JSON to a route of prediction. It reads only what has one
 * meaning (head.ts); a connection on which anything else comes is handed to Node's server, bytes and all, and stays there. Half of the cost of such a request
 * was its way through streams, routes and hooks.
 */
import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Head } from './head.ts';
import { headReader } from './known-heads.ts';

export interface Given {
  status: number;
  id: string;
  text: string;
}

/** What is asked at a path. `null`: not here after all; nothing has been done yet. */
export type Ask = (head: Head, text: string) => Given | Promise<Given> | null;

export interface FrontOptions {
  asks: ReadonlyMap<string, Ask>;
  /** Answers end their connection. */
  closing(): boolean;
  /** How long a connection may be silent. */
  keepAliveMs: number;
}

export interface Front {
  /** Ends the connections on which nothing is under way. */
  closeIdle(): void;
}

/** Larger bodies come in pieces: what waits for them is Node's. */
const MOST_BYTES = 48 * 1024;
/** Answers that a client does not take: beyond this nothing more is read from it. */
const UNREAD_BYTES = 64 * 1024;

export function openFront(server: Server, options: FrontOptions): Front {
  const handlers = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  const open = new Map<Socket, { idle(): boolean }>();
  const readHead = headReader();
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const connection = attach(socket, options, readHead, (rest) => {
      open.delete(socket);
      for (const handler of handlers) handler.call(server, socket);
      socket.unshift(rest);
      socket.resume();
    });
    open.set(socket, connection);
    socket.once('close', () => open.delete(socket));
  });
  return {
    closeIdle() {
      for (const [socket, connection] of open) if (connection.idle()) socket.destroy();
    },
  };
}

function attach(
  socket: Socket,
  { asks, closing, keepAliveMs }: FrontOptions,
  readHead: (bytes: Buffer) => Head | null,
  handOver: (rest: Buffer) => void,
): { idle(): boolean } {
  const kept = `keep-alive\r\nKeep-Alive: timeout=${keepAliveMs / 1000}\r\n\r\n`;
  /** A head whose body is still on its way, or what came while an answer is worked out. */
  let held: Buffer | null = null;
  let busy = false;
  let ended = false;

  const onData = (chunk: Buffer) => {
    if (busy) {
      // Asked before it has its answer: later, in order.
      held = held ? Buffer.concat([held, chunk]) : chunk;
      socket.pause();
      return;
    }
    const bytes = held ? Buffer.concat([held, chunk]) : chunk;
    const second = held !== null;
    held = null;
    take(bytes, second);
  };

  function take(bytes: Buffer, second: boolean): void {
    const head = readHead(bytes);
    const ask = head && asks.get(head.path);
    const end = head ? head.bodyAt + head.length : 0;
    // Many clients send head and body one after the other; who sends crumbs is Node's to watch.
    if (ask && bytes.length < end && end <= MOST_BYTES && !second) held = bytes;
    else {
      const given = ask && bytes.length === end ? ask(head, bytes.toString('utf8', head.bodyAt, end)) : null;
      if (given === null) leave(bytes);
      else if (given instanceof Promise) wait(given);
      else send(given);
    }
  }

  function wait(given: Promise<Given>): void {
    busy = true;
    void given.then((found) => {
      busy = false;
      send(found);
      const next = held;
      held = null;
      if (next && !socket.destroyed && !socket.writableEnded) take(next, false);
      if (!busy && socket.writableLength <= UNREAD_BYTES) socket.resume();
    });
  }

  function send({ status, id, text }: Given): void {
    if (socket.destroyed) return;
    const last = closing() || ended;
    const length = Buffer.byteLength(text);
    const first = status === 200 ? 'HTTP/1.1 200 OK' : `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    const head = `${first}\r\nx-request-id: ${id}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${length}`;
    const whole = `${head}\r\nDate: ${date()}\r\nConnection: ${last ? 'close\r\n\r\n' : kept}${text}`;
    // What has only one byte per character need not be encoded.
    socket.write(whole, length === text.length ? 'latin1' : 'utf8');
    if (last) socket.end();
    else if (socket.writableLength > UNREAD_BYTES) {
      socket.pause();
      socket.once('drain', () => socket.resume());
    }
  }

  function leave(bytes: Buffer): void {
    socket.off('data', onData).off('end', onEnd).off('error', onError).off('timeout', onTimeout);
    socket.setTimeout(0);
    socket.pause();
    handOver(bytes);
  }

  const onEnd = () => {
    ended = true;
    if (!busy) socket.end();
  };
  const onError = () => socket.destroy();
  const onTimeout = () => {
    if (!busy) socket.destroy();
  };
  socket.on('data', onData).on('end', onEnd).on('error', onError).on('timeout', onTimeout);
  socket.setTimeout(keepAliveMs);
  return { idle: () => !busy && held === null };
}

let second = 0;
let dated = '';

function date(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    dated = new Date(now * 1000).toUTCString();
  }
  return dated;
}
