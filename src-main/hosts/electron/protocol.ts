/** The renderer's files under `bancada://app/`, with the same headers as the web host. */
import { protocol } from 'electron';
import { securityHeaders } from '../web/headers.ts';
import { rendererFile } from '../web/renderer-file.ts';

export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'bancada', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

export function serveRenderer(folder: string): void {
  protocol.handle('bancada', async (request) => {
    const { hostname, pathname } = new URL(request.url);
    const file = hostname === 'app' ? await rendererFile(folder, pathname) : null;
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.body), { headers: { ...securityHeaders(), 'content-type': file.type } });
  });
}
