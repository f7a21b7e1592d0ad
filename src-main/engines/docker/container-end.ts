/**
 * `containerEnd`: how a container ended, never hanging. Where its output ends and it does not, the connection is lost, and with it what it says from then on. The engine's own `wait` is pending for ever when the engine dies, so the end of the
 * output stream and a heartbeat count as well, and the state is then looked up. `early` may know before the engine tells. `hold` ends the watch and
 * leaves the container alone.
 */
import type { ContainerClient } from './client.ts';
import type { Heartbeat } from './heartbeat.ts';

/** `isSure`: all it said has come; else its connection may have broken before its end, and something of that may be missing. */
export type ContainerEnd = { code: number; isSure: boolean } | 'engine-lost';

/** An end and the end of the output come together; longer apart, the output was cut off. */
const togetherMs = 500;

const lookEveryMs = 500;
/** The engine may be a little late with the end of a container whose output is complete. */
const looksAfterOutput = 2;

export async function containerEnd(
  client: ContainerClient,
  heartbeat: Heartbeat,
  id: string,
  outputEnded: Promise<void>,
  early: Promise<ContainerEnd>,
  hold: AbortSignal,
): Promise<ContainerEnd> {
  const done = new AbortController();
  let unwatch = () => {};
  const lost = new Promise<'engine-lost'>((resolve) => {
    unwatch = heartbeat.watch(() => resolve('engine-lost'));
    hold.addEventListener('abort', () => resolve('engine-lost'));
  });
  const lookUp = async (): Promise<ContainerEnd> => {
    let looks = 0;
    while (!done.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      if (done.signal.aborted) break;
      const state = await client.inspect(id).catch(() => null);
      if (state === null) return 'engine-lost';
      if (!state.running) return { code: state.code, isSure: false };
      if (looks++ === looksAfterOutput) return 'engine-lost';
    }
    return 'engine-lost'; // nobody listens any more
  };
  try {
    let outputEndedAt = Number.POSITIVE_INFINITY;
    void outputEnded.then(() => {
      outputEndedAt = performance.now();
    });
    const told = (code: number) => ({ code, isSure: performance.now() - outputEndedAt < togetherMs });
    return await Promise.race([client.wait(id, done.signal).then(told, lookUp), outputEnded.then(lookUp), early, lost]);
  } finally {
    done.abort();
    unwatch();
  }
}
