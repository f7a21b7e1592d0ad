/** `claimPort`: a port on 127.0.0.1 that nobody listens on: the one asked for (else PORT_TAKEN), or any for 0. */
import { createServer } from 'node:net';
import { BancadaError } from '../contract/errors.ts';

export async function claimPort(port: number): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
    });
  } catch (error) {
    throw new BancadaError('PORT_TAKEN', { port }, { cause: error });
  }
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : port;
}
