/** The renderer's files under `bancada://app/`, with the same headers as the web host. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { securityHeaders } from '../web/headers.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'bancada', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

export function serveRenderer(folder: string): void {
  protocol.handle('bancada', async (request) => {
    const { hostname, pathname } = new URL(request.url);
    const path = normalize(join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    if (hostname !== 'app' || !path.startsWith(folder + sep)) return new Response(null, { status: 404 });
    try {
      const body = await readFile(path);
      return new Response(new Uint8Array(body), {
        headers: { ...securityHeaders(), 'content-type': types[extname(path)] ?? 'application/octet-stream' },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
