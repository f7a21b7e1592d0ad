/**
 * Who may speak to the local server: the exact Host, no foreign Origin, and the token on every route, even GET.
 * Against DNS rebinding, cross-site requests and other programs of other users (the model of Jupyter, made stricter).
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Guard {
  /** The status to refuse with, or null to let in. */
  refuse(request: { headers: IncomingHttpHeaders; query: URLSearchParams }): 401 | 403 | null;
  readonly cookieName: string;
}

/** With null for a token, Host and Origin alone decide: for a server that stock clients reach on this computer only. Other names are `host:port`. */
export function createGuard(port: number, token: string | null | ((given: string) => boolean), otherHosts: readonly string[] = []): Guard {
  const admits = typeof token === 'function' ? token : (given: string) => token === null || sameToken(given, token);
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, ...otherHosts]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  // Cookies are shared by all ports of a host: the name carries the port so that two labs do not sign each other out.
  const cookieName = `bancada_${port}`;

  function tokenOf(headers: IncomingHttpHeaders, query: URLSearchParams): string {
    const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    const cookie = (headers.cookie ?? '')
      .split(/;\s*/)
      .find((part) => part.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
    return bearer ?? query.get('token') ?? cookie ?? '';
  }

  return {
    cookieName,
    refuse({ headers, query }) {
      if (!hosts.has(headers.host ?? '')) return 403;
      if (headers.origin !== undefined && !origins.has(headers.origin)) return 403;
      if (headers['sec-fetch-site'] === 'cross-site') return 403;
      return admits(tokenOf(headers, query)) ? null : 401;
    },
  };
}

/** In a time that tells nothing of how much was right. */
export function sameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
