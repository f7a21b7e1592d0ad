/**
 * `sendTraffic`: real POST /predict requests over kept connections. With a rate it is an open loop: the next request leaves at its time whether or not
 * earlier ones were answered. Without one, as fast as a bounded number of requests under way allows.
 */
import { Agent, request } from 'node:http';

export interface TrafficOptions {
  url: string;
  count: number;
  row(i: number): Record<string, unknown>;
  id(i: number): string;
  ratePerSecond?: number | undefined;
  /** The number of the first one. */
  first?: number;
  /** Milliseconds after the first, in place of a rate. */
  dueMs?(i: number): number;
  /** Whether its body is to be no JSON. */
  broken?(i: number): boolean;
  /** How long the service is to be held up. */
  delayMs?(i: number): number;
  signal: AbortSignal;
  /** After each answer; an error is a request that got none. What it throws ends the traffic. */
  onAnswer(answer: { status: number } | { error: Error }, i: number): void;
}

const concurrency = 16;
const openLoopConcurrency = 256;
const timeoutMs = 10_000;

export async function sendTraffic(options: TrafficOptions): Promise<void> {
  const { url, count, row, id, ratePerSecond, first = 0, dueMs, broken, delayMs, signal, onAnswer } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: openLoopConcurrency });
  const target = new URL('/predict', url);
  const begun = performance.now();
  const underWay = new Set<Promise<void>>();
  const limit = ratePerSecond === undefined && !dueMs ? concurrency : openLoopConcurrency;
  try {
    for (let i = first; i < count && !signal.aborted; i++) {
      if (dueMs) await pauseUntil(begun + dueMs(i), signal);
      else if (ratePerSecond !== undefined) await pauseUntil(begun + (i * 1000) / ratePerSecond, signal);
      while (underWay.size >= limit) await Promise.race(underWay);
      if (signal.aborted) break;
      const sent: Promise<void> = post(agent, target, { id: id(i), row: row(i), broken: broken?.(i) ?? false, delayMs: delayMs?.(i) ?? 0 }, signal)
        .then(
          (status) => ({ status }),
          (error: Error) => ({ error }),
        )
        .then((answer) => {
          if (!signal.aborted || 'status' in answer) onAnswer(answer, i);
        })
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
    }
    await Promise.all(underWay);
  } finally {
    agent.destroy();
  }
}

interface Outgoing {
  id: string;
  row: Record<string, unknown>;
  broken: boolean;
  delayMs: number;
}

function post(agent: Agent, target: URL, { id, row, broken, delayMs }: Outgoing, signal: AbortSignal): Promise<number> {
  const text = JSON.stringify(row);
  const body = broken ? text.slice(0, -1) : text;
  return new Promise((resolve, reject) => {
    const sent = request(
      target,
      {
        method: 'POST',
        agent,
        signal,
        timeout: timeoutMs,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-request-id': id,
          ...(delayMs > 0 && { 'x-bancada-fault-ms': String(delayMs) }),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

async function pauseUntil(moment: number, signal: AbortSignal): Promise<void> {
  const pause = moment - performance.now();
  if (pause < 1 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, pause);
    signal.addEventListener('abort', wake);
  });
}
