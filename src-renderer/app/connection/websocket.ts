/** The link of a page opened by the web host: its own origin, authenticated by the cookie that opening the page has set. */
import { RPCLink } from '@orpc/client/websocket';
import { type Opened, Refused } from './connection.ts';

export function openWebSocket(socket: WebSocket): Promise<Opened> {
  const link = new RPCLink({ websocket: socket });
  return new Promise((resolve, reject) => {
    if (socket.readyState >= WebSocket.CLOSING) return void whyClosed().then(reject);
    const closed = new Promise<void>((close) => socket.addEventListener('close', () => close(), { once: true }));
    const open = () => resolve({ link, closed });
    if (socket.readyState === WebSocket.OPEN) return open();
    socket.addEventListener('open', open, { once: true });
    socket.addEventListener('close', () => void whyClosed().then(reject), { once: true });
  });
}

/** A socket does not say why it was not opened; another request to the same host does. */
async function whyClosed(): Promise<Error> {
  const status = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(3000) }).then(
    (answer) => answer.status,
    () => null,
  );
  return status === 401 ? new Refused() : new Error('the socket closed before it opened');
}
