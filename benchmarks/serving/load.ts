/** A program of its own on the second core: 16 connections without pause for SECONDS against URL, with the bodies of FILE in turn; prints requests per second and latencies. */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const [url, file, connections, seconds] = process.argv.slice(2) as [string, string, string, string];
const bodies = JSON.parse(readFileSync(file, 'utf8')) as string[];
const result = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  requests: bodies.map((body) => ({ method: 'POST' as const, headers: { 'content-type': 'application/json' }, body })),
});
if (result.errors + result.non2xx + result.timeouts > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} refusals`);
console.log(JSON.stringify({ perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 }));
