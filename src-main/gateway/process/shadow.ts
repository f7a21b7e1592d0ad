/** `createShadow`: sends copies of requests to a revision whose answers nobody gets, after the person has theirs, and compares. */
import type { IncomingMessage } from 'node:http';
import { whole } from '../protocol.ts';
import type { Answer } from './answer.ts';
import { sameAnswer } from './compare.ts';
import type { Measures } from './measures.ts';
import type { Replica } from './replica.ts';
import type { Outgoing } from './upstream.ts';

interface Copy {
  request: IncomingMessage;
  message: Outgoing;
  primary: Answer;
  share: number;
  timeoutMs: number;
}

export interface Shadow {
  send(copy: Copy, revision: number, free: () => Replica | null): void;
}

/** More than these are dropped: a slow shadow must not fill the memory of what serves. */
const mostUnderWay = 32;
const longest = 300;

export function createShadow(measures: Measures): Shadow {
  let underWay = 0;

  async function ask({ request, message, primary, timeoutMs }: Copy, revision: number, replica: Replica): Promise<void> {
    const begun = performance.now();
    underWay++;
    try {
      const answer = await replica.ask({ ...message, head: `${message.head}x-bancada-shadow: 1\r\n` }, timeoutMs);
      measures.answered(revision, performance.now() - begun, answer.status >= 500);
      const text = (body: Buffer) => body.toString('utf8', 0, longest);
      measures.shadow(
        sameAnswer(primary, answer)
          ? 'same'
          : {
              path: request.url ?? '/',
              primary: `${primary.status} ${text(primary.body)}`,
              shadow: `${answer.status} ${text(answer.body)}`,
            },
      );
    } catch {
      measures.answered(revision, performance.now() - begun, true);
    } finally {
      underWay--;
    }
  }

  return {
    send(copy, revision, free) {
      if (Math.random() * whole >= copy.share) return;
      const replica = underWay < mostUnderWay ? free() : null;
      if (replica) void ask(copy, revision, replica);
      else measures.shadow('dropped');
    },
  };
}
