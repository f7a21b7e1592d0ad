/** `steadyTraffic`: an open-loop client: so many requests a second whatever the answers, over kept connections, each answer counted by its revision. */
import { Agent, request } from 'node:http';

export interface Counts {
  sent: number;
  /** Not answered, or with 5xx. */
  failed: number;
  /** What went wrong, the first few. */
  failures: string[];
  byRevision: Record<string, number>;
  /** When the first and the last request failed, by `performance.now()`. */
  failedAt: { first: number; last: number } | null;
  /** From sent to answered. */
  longestMs: number;
}

export interface SteadyTraffic {
  /** What was counted since the last look, once everything sent before it is answered. */
  look(): Promise<Counts>;
  stop(): Promise<Counts>;
}

const failuresKept = 5;
const nothing = (): Counts => ({ sent: 0, failed: 0, failures: [], byRevision: {}, failedAt: null, longestMs: 0 });

export function steadyTraffic(url: string, perSecond: number, row: unknown): SteadyTraffic {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify(row);
  const { port } = new URL(url);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const underWay = new Set<Promise<void>>();
  let counts = nothing();

  function send(): void {
    const mine = counts;
    const sentAt = performance.now();
    mine.sent++;
    const failed = (why: string) => {
      mine.failed++;
      mine.failedAt = { first: mine.failedAt?.first ?? performance.now(), last: performance.now() };
      if (mine.failures.length < failuresKept) mine.failures.push(why);
    };
    const done = new Promise<void>((resolve) => {
      const asked = request({ host: '127.0.0.1', port, path: '/predict', method: 'POST', agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => {
          const revision = String(answer.headers['x-bancada-revision'] ?? '—');
          mine.longestMs = Math.max(mine.longestMs, performance.now() - sentAt);
          mine.byRevision[revision] = (mine.byRevision[revision] ?? 0) + 1;
          if (answer.statusCode! >= 500) failed(`r${revision} ${answer.statusCode} ${text.slice(0, 120)}`);
          resolve();
        });
        answer.on('error', () => resolve());
      });
      asked.on('error', (error) => {
        failed(error.message);
        resolve();
      });
      asked.end(body);
    });
    underWay.add(done);
    void done.then(() => underWay.delete(done));
  }

  const begun = performance.now();
  let due = 0;
  const timer = setInterval(() => {
    for (; due < ((performance.now() - begun) / 1000) * perSecond; due++) send();
  }, 5);

  async function look(): Promise<Counts> {
    const taken = counts;
    counts = nothing();
    await Promise.all(underWay);
    return taken;
  }

  return {
    look,
    async stop() {
      clearInterval(timer);
      const last = await look();
      agent.destroy();
      return last;
    },
  };
}
