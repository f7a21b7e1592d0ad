/** `connectGateway`: a connection to a gateway that runs: orders with their answers, and the windows that it reports. Keeps no process alive. */
import { createConnection, type Socket } from 'node:net';
import { lines } from './lines.ts';
import type { FromGateway, GatewayWindow, ToGateway } from './protocol.ts';

type Done = Extract<FromGateway, { id: number }>;
type Without<T> = T extends { id: number } ? Omit<T, 'id'> : never;

export interface Link {
  readonly open: boolean;
  /** Of the process that answers: after one was killed, its partner's. */
  readonly owner: string;
  /** Rejects when the gateway goes away meanwhile. */
  order(what: Without<ToGateway>): Promise<Done>;
  close(): void;
}

export interface LinkEvents {
  onWindows(windows: GatewayWindow[]): void;
  /** Not after `close`. */
  onLost(): void;
}

const greetingMs = 3000;

export function connectGateway(port: number, token: string, { onWindows, onLost }: LinkEvents): Promise<Link> {
  const pending = new Map<number, { resolve(done: Done): void; reject(error: Error): void }>();
  let next = 1;
  let isOpen = false;
  let owner = '';
  return new Promise((resolve, reject) => {
    const socket: Socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    const late = setTimeout(() => socket.destroy(new Error('no greeting')), greetingMs);
    const say = (message: ToGateway) => socket.write(`${JSON.stringify(message)}\n`);
    const link: Link = {
      get open() {
        return isOpen;
      },
      get owner() {
        return owner;
      },
      order(what) {
        if (!isOpen) return Promise.reject(new Error('gateway gone'));
        const id = next++;
        socket.ref();
        const done = new Promise<Done>((settle, fail) => pending.set(id, { resolve: settle, reject: fail }));
        say({ id, ...what } as ToGateway);
        return done;
      },
      close() {
        isOpen = false;
        socket.destroy();
      },
    };
    socket.once('connect', () => say({ token }));
    lines(socket, (message) => {
      const heard = message as FromGateway;
      if ('windows' in heard) onWindows(heard.windows);
      else if ('id' in heard) {
        pending.get(heard.id)?.resolve(heard);
        pending.delete(heard.id);
        if (pending.size === 0) socket.unref();
      } else {
        clearTimeout(late);
        isOpen = true;
        owner = heard.owner;
        socket.unref();
        resolve(link);
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(late);
      const lost = isOpen;
      isOpen = false;
      for (const { reject: fail } of pending.values()) fail(new Error('gateway gone'));
      pending.clear();
      reject(new Error('gateway does not answer'));
      if (lost) onLost();
    });
  });
}
