/**
 * `containerEnd`: how a container ended, never hanging. The engine's own `wait` is pending for ever when the engine dies, so the end of the
 * output stream and a heartbeat count as well, and the state is then looked up. `early` may know before the engine tells. `hold` ends the watch and
 * leaves the container alone.
 */
import type { ContainerClient } from './client.ts';
import type { Heartbeat } from './heartbeat.ts';

export type ContainerEnd = { code: number } | 'engine-lost';

const lookEveryMs = 500;

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
    while (!done.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      if (done.signal.aborted) break;
      const state = await client.inspect(id).catch(() => null);
      if (state === null) return 'engine-lost';
      if (!state.running) return { code: state.code };
    }
    return 'engine-lost'; // nobody listens any more
  };
  try {
    return await Promise.race([client.wait(id, done.signal).then((code) => ({ code }), lookUp), outputEnded.then(lookUp), early, lost]);
  } finally {
    done.abort();
    unwatch();
  }
}
