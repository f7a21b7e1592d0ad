/** `rendererFile`: from a path of the address to a file of dist/renderer, for the web host and for Electron's own protocol. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export interface RendererFile {
  path: string;
  body: Buffer<ArrayBuffer>;
  type: string;
  /** The name carries a hash of what is in it: what was loaded once need never be asked for again. */
  lasting: boolean;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** Null when there is no such file, and for every path that leads out of `folder`. */
export async function rendererFile(folder: string, pathname: string): Promise<RendererFile | null> {
  try {
    const path = normalize(join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    if (!path.startsWith(folder + sep)) return null;
    const body = await readFile(path);
    return { path, body, type: types[extname(path)] ?? 'application/octet-stream', lasting: path.startsWith(join(folder, 'assets') + sep) };
  } catch {
    return null; // no file, a folder, or a path that no file can have
  }
}
