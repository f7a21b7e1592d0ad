/** `openRpcSockets`: the contract over WebSockets. Loaded once the host listens, because nobody can ask for it before. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { RequestContext } from '../../common/procedures.ts';
import type { Lab } from '../../lab.ts';

const maxMessageBytes = 8 << 20;

export async function openRpcSockets({ router, context }: Pick<Lab, 'router' | 'context'>) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const rpc = new RPCHandler<RequestContext>(await router());
  return {
    /** The caller has checked who asks. */
    accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      sockets.handleUpgrade(request, socket, head, (webSocket) => void rpc.upgrade(webSocket, { context }));
    },
    close(): void {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
