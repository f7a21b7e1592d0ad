/**
 * `runGateway`: the gateway's process. It says on stdout where it takes orders, follows the newest snapshot that a core sends, and goes on by it
 * when there is no core. It ends when there is nothing left to route, when nobody speaks to it at first, or when its home is gone. Started as a partner it
 * first waits for the end of the one that started it, and then does the same in its place.
 */
import { timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { newOwner } from '../../common/owner.ts';
import { lines } from '../lines.ts';
import type { FromGateway, ToGateway } from '../protocol.ts';
import { type Door, doorOf } from './door.ts';
import { type Heritage, inherit } from './inherit.ts';
import { createListeners } from './listeners.ts';
import { createPartner, partnerFlag } from './partner.ts';

const windowMs = 500;
const firstWordMs = 15_000;
const lingerMs = 300;
const homeEveryMs = 30_000;
const controlDoor = 'control';

type Order = Extract<ToGateway, { id: number }>;

export async function runGateway(home: string, token: string): Promise<void> {
  const heritage = process.env[partnerFlag] === undefined ? null : await inherit(home);
  serve(home, token, heritage);
}

function serve(home: string, token: string, heritage: Heritage | null): void {
  const partner = createPartner();
  const listeners = createListeners();
  const subscribed = new Set<Socket>();
  const owner = newOwner();
  let version = 0;
  let ticking: NodeJS.Timeout | null = null;
  let applying = Promise.resolve();

  const silence = heritage ? undefined : setTimeout(() => process.exit(0), firstWordMs);
  const say = (socket: Socket, message: FromGateway) => socket.write(`${JSON.stringify(message)}\n`);

  async function apply(order: Extract<Order, { op: 'apply' }>): Promise<FromGateway> {
    if (order.version < version) return { id: order.id };
    version = order.version;
    const failed = await listeners.apply(order.routes);
    await partner.follow(version, order.routes, doors());
    if (listeners.size === 0) setTimeout(() => listeners.size === 0 && process.exit(0), lingerMs);
    return { id: order.id, ...(Object.keys(failed).length > 0 && { failed }) };
  }

  function doors(): Map<string, Door> {
    const own = doorOf(control);
    return new Map([...listeners.doors(), ...(own && listeners.size > 0 ? ([[controlDoor, own]] as const) : [])]);
  }

  async function obey(socket: Socket, order: Order): Promise<void> {
    if (order.op === 'apply') {
      const done = applying.then(() => apply(order));
      applying = done.then(() => {});
      say(socket, await done);
    } else if (order.op === 'drain') {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([listeners.drained(order.replicas), new Promise((resolve) => (timer = setTimeout(resolve, order.timeoutMs)))]);
      clearTimeout(timer);
      say(socket, { id: order.id });
    } else {
      if (order.on) subscribed.add(socket);
      else subscribed.delete(socket);
      listen();
      say(socket, { id: order.id });
    }
  }

  /** Nobody listens, nothing ticks. */
  function listen(): void {
    if (subscribed.size > 0 && ticking === null) {
      listeners.windows();
      ticking = setInterval(() => {
        const windows = listeners.windows();
        for (const socket of subscribed) say(socket, { windows });
      }, windowMs);
    } else if (subscribed.size === 0 && ticking !== null) {
      clearInterval(ticking);
      ticking = null;
    }
  }

  const control = createServer((socket) => {
    let known = false;
    socket.on('error', () => {});
    socket.on('close', () => {
      subscribed.delete(socket);
      listen();
    });
    lines(socket, (message) => {
      const order = message as ToGateway;
      if (!known) {
        known = 'token' in order && equal(order.token, token);
        if (!known) socket.destroy();
        else {
          clearTimeout(silence);
          say(socket, { owner, version });
        }
      } else if ('op' in order) void obey(socket, order);
    });
  });
  if (heritage) {
    const { version: last, routes, doors: given } = heritage;
    version = last;
    applying = listeners.apply(routes, given).then(() => partner.follow(version, routes, doors()));
    control.listen(given.get(controlDoor));
  } else {
    control.listen({ port: 0, host: '127.0.0.1' }, () => {
      process.stdout.write(`${JSON.stringify({ owner, port: (control.address() as AddressInfo).port })}\n`);
    });
  }
  process.stdout.on('error', () => {});
  setInterval(() => existsSync(home) || process.exit(0), homeEveryMs);
}

function equal(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
