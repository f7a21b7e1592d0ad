/**
 * `generate`: sends requests when they are due, whatever became of those before, and counts each from the time at which it was due. A request that finds
 * every connection busy waits for one, and that wait is part of what it took.
 */
import { arrivals } from '../arrivals.ts';
import type { LoadOrder, LoadWindow } from '../protocol.ts';
import { type Connection, createConnection, type Outcome } from './connection.ts';
import { createMeasures } from './measures.ts';
import { createTicker, now } from './ticker.ts';

export interface Generator {
  window(): LoadWindow;
  /** Sends no more. What is under way has a moment for its answer; then it is let go of. */
  stop(): void;
  /** Once everything is answered, or stopped. */
  readonly over: Promise<void>;
}

/** The first request is due a little after the start, when the thread that keeps the time is up. */
const headStartMs = 60;
const lookEveryMs = 20;
const lastAnswersMs = 1000;
/** Waking costs as much as a request: above so many a second, some are sent together. */
const restMs = 0.2;
/** Shorter than servers keep theirs. */
const idleMs = 4000;
/** What came due while this process did not run is sent in portions, so that answers are read between them. */
const portion = 256;

export function generate(order: LoadOrder): Generator {
  const requests = order.bodies.map((body) => requestOf(order, body));
  const times = arrivals(order.stages, order.arrivals, order.seed);
  const measures = createMeasures();
  const idle: Connection[] = [];
  const busy = new Map<Connection, number>();
  /** Due, and without a connection: a queue whose first is at `first`. */
  let waiting: number[] = [];
  let first = 0;
  let count = 0;
  let turn = 0;
  let next = times.next();
  let stopped = false;
  let finish = () => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const begun = now() + headStartMs;

  function take(): Connection | null {
    const oldest = performance.now() - idleMs;
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.open && connection.since > oldest) return connection;
      connection.close();
      count--;
    }
    if (count >= order.connections) return null;
    count++;
    return createConnection(order.port);
  }

  function send(due: number, connection: Connection, isOwnLateness: boolean): void {
    const sent = now();
    measures.sent(isOwnLateness ? sent - due : null);
    busy.set(connection, due);
    connection.ask(requests[turn++ % requests.length]!, (outcome) => ended(connection, due, sent, outcome));
  }

  function ended(connection: Connection, due: number, sent: number, outcome: Outcome): void {
    busy.delete(connection);
    if (stopped) return;
    const at = now();
    measures.ended(outcome, at - due, at - sent);
    if (connection.open) idle.push(connection);
    else count--;
    if (first < waiting.length) {
      const free = take();
      if (free) send(shift(), free, false);
    }
    endIfDone();
  }

  function shift(): number {
    const due = waiting[first++]!;
    if (first > 1024 && first * 2 > waiting.length) {
      waiting = waiting.slice(first);
      first = 0;
    }
    return due;
  }

  function tick(): void {
    if (stopped) return;
    for (let i = 0; i < portion && !next.done; i++) {
      const due = begun + next.value;
      if (due > now()) break;
      measures.due();
      const free = first < waiting.length ? null : take();
      if (free) send(due, free, true);
      else waiting.push(due);
      next = times.next();
    }
    if (next.done) endIfDone();
    else ticker.at(Math.max(begun + next.value, now() + restMs));
  }

  /** Requests that have waited too long, whether they were sent or not. */
  function look(): void {
    const late = now() - order.timeoutMs;
    for (const [connection, due] of busy) if (due < late) connection.close();
    while (first < waiting.length && waiting[first]! < late) measures.ended({ error: 'timeout' }, now() - shift(), order.timeoutMs);
    endIfDone();
  }

  function endIfDone(): void {
    if (next.done && busy.size === 0 && first >= waiting.length) end();
  }

  function stop(): void {
    next = { done: true, value: undefined };
    setTimeout(end, lastAnswersMs).unref();
    endIfDone();
  }

  function end(): void {
    if (stopped) return;
    stopped = true;
    clearInterval(looking);
    ticker.close();
    for (const connection of [...idle, ...busy.keys()]) connection.close();
    finish();
  }

  const ticker = createTicker(tick);
  const looking = setInterval(look, lookEveryMs);
  ticker.at(begun);
  return {
    over,
    stop,
    window: () => ({ ...measures.take(), at: now() - begun, underWay: busy.size + waiting.length - first, connections: count }),
  };
}

function requestOf({ method, path, port, headers }: LoadOrder, body: string): Buffer {
  const payload = Buffer.from(body);
  const all = {
    host: `127.0.0.1:${port}`,
    ...(payload.length > 0 && { 'content-type': 'application/json', 'content-length': String(payload.length) }),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n`, 'latin1'), payload]);
}
