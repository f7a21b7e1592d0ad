/** `inherit`: what a partner does: it follows the gateway's process, and resolves with what that one had when it is gone. */
import { existsSync } from 'node:fs';
import type { GatewayRoute } from '../protocol.ts';
import type { Door } from './door.ts';
import type { ToPartner } from './partner.ts';

export interface Heritage {
  version: number;
  routes: GatewayRoute[];
  doors: ReadonlyMap<string, Door>;
}

export function inherit(home: string): Promise<Heritage> {
  const doors = new Map<string, Door>();
  let known: Omit<Heritage, 'doors'> = { version: 0, routes: [] };
  process.on('message', (heard: ToPartner, door: unknown) => {
    if ('door' in heard) {
      doors.get(heard.door)?.close();
      doors.set(heard.door, door as Door);
      return;
    }
    const { version, routes, doors: open } = heard.state;
    for (const [key, held] of doors) {
      if (open.includes(key)) continue;
      held.close();
      doors.delete(key);
    }
    known = { version, routes };
    // It may be gone by now.
    process.send!({ done: heard.id }, undefined, undefined, () => {});
  });
  return new Promise((resolve) => {
    process.once('disconnect', () => {
      // It ended because there was nothing left to do.
      if (known.routes.length === 0 || !existsSync(home)) process.exit(0);
      resolve({ ...known, doors });
    });
  });
}
