/** The link of an Electron window: the preload asks the main process for a port to the core and hands it over as a window message. */
import { RPCLink } from '@orpc/client/message-port';
import type { Opened } from './connection.ts';

export interface BancadaBridge {
  /** Asks for a port; it arrives as a window message `bancada:port` that carries it. */
  connect(): void;
}

declare global {
  interface Window {
    bancada?: BancadaBridge;
  }
}

export function openMessagePort(bridge: BancadaBridge): Promise<Opened> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'bancada:port' || !port) return;
      window.removeEventListener('message', receive);
      const closed = new Promise<void>((close) => port.addEventListener('close', () => close(), { once: true }));
      const link = new RPCLink({ port });
      port.start();
      resolve({ link, closed });
    };
    window.addEventListener('message', receive);
    bridge.connect();
  });
}
