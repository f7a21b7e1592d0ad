/** `createReplica`: one server behind the gateway: its connections, its breaker, and how many requests it has. */
import type { Answer } from './answer.ts';
import { createBreaker } from './breaker.ts';
import { createUpstream, type Outgoing, UpstreamError } from './upstream.ts';

export interface Replica {
  readonly id: string;
  readonly port: number;
  readonly underWay: number;
  readonly open: boolean;
  /** Takes a place for a request, which `ask` gives back. */
  admits(limit: number): boolean;
  /** Of a request that was admitted. */
  ask(outgoing: Outgoing, timeoutMs: number): Promise<Answer>;
  /** Once nothing is under way. */
  idle(): Promise<void>;
  close(): void;
}

export function createReplica({ id, port }: { id: string; port: number }, onChance: () => void): Replica {
  const upstream = createUpstream(port);
  const breaker = createBreaker(onChance);
  let underWay = 0;
  let waiting: (() => void)[] = [];

  return {
    id,
    port,
    get underWay() {
      return underWay;
    },
    get open() {
      return breaker.open;
    },
    admits: (limit) => underWay < limit && breaker.admits(),
    async ask(outgoing, timeoutMs) {
      underWay++;
      try {
        const answer = await upstream.ask(outgoing, timeoutMs);
        breaker.succeeded();
        return answer;
      } catch (error) {
        breaker.failed(error instanceof UpstreamError && error.kind === 'unsent' ? 'refused' : 'broken');
        throw error;
      } finally {
        underWay--;
        if (underWay === 0) {
          for (const told of waiting) told();
          waiting = [];
        }
      }
    },
    idle: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () => upstream.close(),
  };
}
