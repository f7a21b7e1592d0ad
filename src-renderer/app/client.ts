/** The typed client of the core. Everything the window shows comes through `api`. The first script uses it: no React here. */
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '#contract';
import { createConnection } from './connection/connection.ts';
import { openMessagePort } from './connection/message-port.ts';
import { socketUrl } from './connection/socket-url.ts';
import { openWebSocket } from './connection/websocket.ts';

export type Api = ContractRouterClient<typeof contract>;

export const connection = createConnection({
  open: () => (window.bancada ? openMessagePort(window.bancada) : openWebSocket(new WebSocket(socketUrl(window.location)))),
});

export const api: Api = createORPCClient(connection);
