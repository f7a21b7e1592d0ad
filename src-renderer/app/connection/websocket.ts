/** The link of a page opened by the web host: its own origin, authenticated by the cookie that opening the page has set. */
import { RPCLink } from '@orpc/client/websocket';
import type { Opened } from './connection.ts';

export function openWebSocket(url: string): Promise<Opened> {
  const socket = new WebSocket(url);
  const link = new RPCLink({ websocket: socket });
  return new Promise((resolve, reject) => {
    const closed = new Promise<void>((close) => socket.addEventListener('close', () => close(), { once: true }));
    socket.addEventListener('open', () => resolve({ link, closed }), { once: true });
    socket.addEventListener('close', () => reject(new Error('the socket closed before it opened')), { once: true });
  });
}

export function socketUrl(page: { protocol: string; host: string }): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/rpc`;
}
