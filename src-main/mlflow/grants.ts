/** `createGrants`: access to tracking for steps that ask for it: a server on the address where the engine's programs reach this computer, a token for each. */
import { randomBytes } from 'node:crypto';
import type { Reach } from '../engines/engine.ts';
import type { MlflowServer } from './server.ts';

export interface Grant {
  readonly uri: string;
  readonly token: string;
  /** The token means nothing from then on. */
  revoke(): void;
}

export interface Grants {
  grant(reach: Reach): Promise<Grant>;
  close(): Promise<void>;
}

type Open = (options: { host: string; admits: (token: string) => boolean; otherHosts: (port: number) => readonly string[] }) => Promise<MlflowServer>;

export function createGrants(open: Open): Grants {
  const servers = new Map<string, Promise<MlflowServer>>();
  const tokens = new Set<string>();

  function serverAt({ listen, name }: Reach): Promise<MlflowServer> {
    const key = `${listen} ${name}`;
    const known = servers.get(key);
    if (known) return known;
    const opening = open({ host: listen, admits: (token) => tokens.has(token), otherHosts: (port) => [`${name}:${port}`] });
    servers.set(key, opening);
    opening.catch(() => servers.delete(key));
    return opening;
  }

  return {
    async grant(reach) {
      const { port } = await serverAt(reach);
      const token = randomBytes(24).toString('base64url');
      tokens.add(token);
      return { uri: `http://${reach.name}:${port}`, token, revoke: () => void tokens.delete(token) };
    },
    async close() {
      tokens.clear();
      const opened = await Promise.allSettled(servers.values());
      await Promise.all(opened.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };
}
