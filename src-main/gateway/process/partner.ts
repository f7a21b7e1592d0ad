/**
 * `createPartner`: a second process of the gateway that knows the routes and holds the same listening sockets without accepting. When this one is killed, it takes
 * over within milliseconds, and who connects meanwhile is kept waiting by the system. When it is killed itself, another is started.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { GatewayRoute } from '../protocol.ts';
import { type Door, sendable } from './door.ts';

/** To the partner. Doors come before the state that names them. */
export type ToPartner = { door: string } | { state: Followed; id: number };

export interface Followed {
  version: number;
  routes: GatewayRoute[];
  /** Those that are open; every other one is to be let go. */
  doors: string[];
}

export interface Partner {
  /** Resolves when the partner holds no door any more that is not in `doors`. */
  follow(version: number, routes: GatewayRoute[], doors: ReadonlyMap<string, Door>): Promise<void>;
}

export const partnerFlag = 'BANCADA_GATEWAY_PARTNER';

/** A gateway that is needed for a moment only has none. */
const firstMs = 1000;
const longestMs = 30_000;
const answerMs = 3000;

export function createPartner(): Partner {
  let child: ChildProcess | null = null;
  let waitMs = firstMs;
  let due: NodeJS.Timeout | null = null;
  let now: { version: number; routes: GatewayRoute[]; doors: ReadonlyMap<string, Door> } = { version: 0, routes: [], doors: new Map() };
  let sent = new Map<string, Door>();
  let next = 1;
  const waiting = new Map<number, () => void>();

  function start(): void {
    due = null;
    if (now.routes.length === 0) return;
    const began = performance.now();
    const one = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      env: { ...process.env, [partnerFlag]: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
      windowsHide: true,
    });
    child = one;
    sent = new Map();
    one.on('error', () => {});
    one.on('message', ({ done }: { done: number }) => waiting.get(done)?.());
    one.on('close', () => {
      if (child !== one) return;
      child = null;
      for (const told of [...waiting.values()]) told();
      waitMs = performance.now() - began > longestMs ? firstMs : Math.min(longestMs, waitMs * 2);
      startSoon();
    });
    void tell(one);
  }

  function startSoon(): void {
    if (child === null && due === null && now.routes.length > 0) due = setTimeout(start, waitMs);
  }

  /** Everything, as it is now. */
  function tell(one: ChildProcess): Promise<void> {
    for (const [key, door] of now.doors) if (sent.get(key) !== door) one.send({ door: key } satisfies ToPartner, sendable(door), () => {});
    const letGo = [...sent.keys()].some((key) => !now.doors.has(key));
    sent = new Map(now.doors);
    const id = next++;
    const state = { version: now.version, routes: now.routes, doors: [...now.doors.keys()] };
    one.send({ state, id } satisfies ToPartner, () => {});
    return letGo ? answered(one, id) : Promise.resolve();
  }

  /** One that does not answer must not keep a port that somebody else may want. */
  function answered(one: ChildProcess, id: number): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(() => one.kill('SIGKILL'), answerMs);
      waiting.set(id, () => {
        clearTimeout(late);
        waiting.delete(id);
        resolve();
      });
    });
  }

  return {
    async follow(version, routes, doors) {
      now = { version, routes, doors: new Map(doors) };
      if (child?.connected) await tell(child);
      else startSoon();
    },
  };
}
