/** The typed client of the core. Everything the window shows comes through `api`. */
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { useSyncExternalStore } from 'react';
import type { contract } from '#contract';
import { createConnection } from './connection/connection.ts';
import { takeEarlySocket } from './connection/early-socket.ts';
import { openMessagePort } from './connection/message-port.ts';
import { socketUrl } from './connection/socket-url.ts';
import { openWebSocket } from './connection/websocket.ts';

export type Api = ContractRouterClient<typeof contract>;

export const connection = createConnection({
  open: () => (window.bancada ? openMessagePort(window.bancada) : openWebSocket(takeEarlySocket() ?? new WebSocket(socketUrl(window.location)))),
});

export const api: Api = createORPCClient(connection);

export function useConnection() {
  return useSyncExternalStore(connection.subscribe, connection.state);
}
