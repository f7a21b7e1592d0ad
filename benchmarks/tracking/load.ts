/** `drive`, `ask`: one load generator for all servers: closed loop (so many connections, each waits for its answer) and open loop (so many requests a second). */
import autocannon from 'autocannon';
import { median } from '../support/report.ts';

export interface Load {
  url: string;
  path: string;
  /** Body of the n-th request. */
  body(n: number): string;
  connections: number;
  seconds: number;
  /** Requests a second of an open loop; without it the loop is closed. */
  rate?: number;
}

export interface Driven {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export async function drive({ url, path, body, connections, seconds, rate }: Load): Promise<Driven> {
  let count = 0;
  const result = await autocannon({
    url: url + path,
    connections,
    duration: seconds,
    ...(rate && { overallRate: rate }),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: body(count++) }),
      },
    ],
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${url}${path} failed`);
  return { perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

/** Milliseconds of one request after the other: median of `times`; and the last answer. */
export async function ask(url: string, path: string, body: unknown, times: number): Promise<{ ms: number; answer: unknown }> {
  const taken: number[] = [];
  let answer: unknown;
  for (let round = -1; round < times; round += 1) {
    const from = performance.now();
    const response = await fetch(url + path, {
      ...(body !== undefined && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(600_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
    if (round >= 0 || times === 0) taken.push(performance.now() - from); // the first warms up
    answer = JSON.parse(text);
  }
  return { ms: median(taken), answer };
}
