/** `loadTest`: so many requests, so many at a time, as `ab -n -c` sends them: the next when an answer is there. */
import { askService } from '../serving/index.ts';

export async function loadTest(
  port: number,
  body: unknown,
  { requests, concurrency }: { requests: number; concurrency: number },
): Promise<{ p50: number; p95: number; errors: number }> {
  const times: number[] = [];
  let sent = 0;
  let errors = 0;
  const one = async () => {
    while (sent < requests) {
      sent += 1;
      const from = performance.now();
      const status = await askService({ port, method: 'POST', path: '/predict', body, timeoutMs: 10_000, maxBytes: 65_536 }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status !== 200) errors += 1;
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests) }, one));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), errors };
}
