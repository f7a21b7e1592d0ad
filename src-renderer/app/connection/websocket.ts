/** The link of a page opened by the web host: its own origin, authenticated by the cookie that opening the page has set. */
import { RPCLink } from '@orpc/client/websocket';
import type { Opened } from './connection.ts';

export function openWebSocket(socket: WebSocket): Promise<Opened> {
  const link = new RPCLink({ websocket: socket });
  return new Promise((resolve, reject) => {
    if (socket.readyState >= WebSocket.CLOSING) return reject(new Error('the socket closed before it was used'));
    const closed = new Promise<void>((close) => socket.addEventListener('close', () => close(), { once: true }));
    const open = () => resolve({ link, closed });
    if (socket.readyState === WebSocket.OPEN) return open();
    socket.addEventListener('open', open, { once: true });
    socket.addEventListener('close', () => reject(new Error('the socket closed before it opened')), { once: true });
  });
}
