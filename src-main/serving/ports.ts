/** `portsToTry`, `isFree`: a stable port for an endpoint, below the range that the system hands out to outgoing connections. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

const first = 8100;
const count = 900;

/** Starts at a place that the home and the name decide, so that endpoints of different homes rarely meet. */
export function* portsToTry(homeId: string, name: string, taken: ReadonlySet<number>): Generator<number> {
  const start = createHash('sha256').update(`${homeId} ${name}`).digest().readUInt32BE(0) % count;
  for (let i = 0; i < count; i++) {
    const port = first + ((start + i) % count);
    if (!taken.has(port)) yield port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
