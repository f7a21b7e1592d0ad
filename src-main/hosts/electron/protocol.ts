/** The renderer's files under `bancada://app/`, with the same headers as the web host. */
import { relative, sep } from 'node:path';
import { protocol } from 'electron';
import { securityHeaders } from '../web/headers.ts';
import { rendererFile } from '../web/renderer-file.ts';

export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'bancada', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** `holds`: whether a file of the folder, named from it, is what it was made as. One that is not is no file. */
export function serveRenderer(folder: string, holds: (path: string, body: Uint8Array) => boolean): void {
  protocol.handle('bancada', async (request) => {
    const { hostname, pathname } = new URL(request.url);
    const file = hostname === 'app' ? await rendererFile(folder, pathname) : null;
    if (!file || !holds(relative(folder, file.path).replaceAll(sep, '/'), file.body)) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.body), { headers: { ...securityHeaders(), 'content-type': file.type } });
  });
}
