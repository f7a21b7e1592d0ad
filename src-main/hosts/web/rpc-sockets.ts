/** `openRpcSockets`: the contract over WebSockets. Loaded once the host listens, because nobody can ask for it before. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { unlazy } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { RequestContext } from '../../common/procedures.ts';
import type { Lab } from '../../lab.ts';

const maxMessageBytes = 8 << 20;

export async function openRpcSockets({ router, context }: Pick<Lab, 'router' | 'context'>) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const parts = await router();
  const rpc = new RPCHandler<RequestContext>(parts);
  // What a first screen asks for, while its browser starts.
  await Promise.all([parts.system, parts.study, parts.catalog, parts.pipelines].map((part) => unlazy(part)));
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
